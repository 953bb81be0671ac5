import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

/** The tests’ own connections come from 127.0.0.1: one gateway trusts it as a proxy, the other does not. */
let behind: Harness;
let direct: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  behind = await Harness.start({ trustedProxies: ['127.0.0.0/8'] });
  direct = await Harness.start({ trustedProxies: ['10.0.0.0/8'] });
});
afterAll(() => Promise.all([behind.stop(), direct.stop(), upstream.stop()]));
beforeEach(() => {
  upstream.seen.length = 0;
});

const told = ['x-forwarded-for', '1.1.1.1, 198.51.100.4', 'x-forwarded-proto', 'https', 'x-forwarded-port', '8443'];

function policy(condition: Record<string, Record<string, string>>): string {
  const allow = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*', Condition: condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
}

async function statusUnder(gateway: Harness, condition: Record<string, Record<string, string>>): Promise<number> {
  const api = { ...snapshot([]).api, policy: policy(condition) };
  await gateway.deploy(snapshot([route('GET', '/x', mockIntegration())], { api }));
  return (await gateway.call('GET', '/x', { headers: told })).status;
}

test('a policy’s source address and transport are what a trusted proxy says, and never what a caller says', async () => {
  const fromClient = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };
  const fromPeer = { IpAddress: { 'aws:SourceIp': '127.0.0.1' } };
  const madeUp = { IpAddress: { 'aws:SourceIp': '1.1.1.1' } };
  const secure = { Bool: { 'aws:SecureTransport': 'true' } };
  const verdicts = async (gateway: Harness) => {
    const statuses: number[] = [];
    for (const condition of [fromClient, fromPeer, madeUp, secure])
      statuses.push(await statusUnder(gateway, condition));
    return statuses;
  };
  expect(await verdicts(behind)).toEqual([200, 403, 403, 200]);
  expect(await verdicts(direct)).toEqual([403, 200, 403, 403]);
});

test('the context, the telemetry and the backend see the same address', async () => {
  const requestParameters = { 'integration.request.header.x-source': 'context.identity.sourceIp' };
  const accessLogSettings = { format: '$context.identity.sourceIp $context.requestId', destinationArn: null };
  for (const [gateway, address, scheme, port] of [
    [behind, '198.51.100.4', 'https', '8443'],
    [direct, '127.0.0.1', 'http', '80'],
  ] as const) {
    await gateway.deploy(snapshot([route('GET', '/x', proxyTo(upstream.url, { requestParameters }))]), {
      accessLogSettings,
    });
    gateway.collect();
    await gateway.call('GET', '/x', { headers: told });
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-source': address,
      'x-forwarded-for': '1.1.1.1, 198.51.100.4, 127.0.0.1',
      'x-forwarded-proto': scheme,
      'x-forwarded-port': port,
    });
    expect(gateway.collect().samples.at(-1)?.sourceIp).toBe(address);
    gateway.services.accessLog.flush();
    expect(gateway.accessLog.at(-1)).toMatch(new RegExp(`^${address.replaceAll('.', '\\.')} `));
  }
});
