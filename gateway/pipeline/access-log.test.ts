import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLogPresets } from '#core/stages/access-log-formats.ts';
import { key, plan, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start();
});
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});

async function lineOf(format: string, target: string, headers: string[] = []): Promise<string> {
  const routes = [
    route('GET', '/pets/{petId}', proxyTo(`${upstream.url}/{petId}`)),
    route('GET', '/keyed', proxyTo(upstream.url), { apiKeyRequired: true }),
    route('GET', '/down', proxyTo('http://127.0.0.1:1/')),
  ];
  await gateway.deploy(snapshot(routes), { accessLogSettings: { format, destinationArn: null } });
  gateway.accessLog.length = 0;
  await gateway.call('GET', target, { headers });
  await expect.poll(() => gateway.accessLog.length).toBe(1);
  return gateway.accessLog[0] ?? '';
}

test('one line per request with what it was and how it ended', async () => {
  expect(await lineOf(accessLogPresets.CLF, '/pets/1')).toMatch(
    /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET \/pets\/\{petId\} HTTP\/1\.1" 200 \d+ [0-9a-f-]{36} \S{16}$/,
  );
  const format =
    '{"id":"$context.requestId","status":$context.status,"length":$context.responseLength,"ms":$context.responseLatency,"upstream":$context.integration.status,"upstreamMs":$context.integrationLatency}';
  const line = await lineOf(format, '/pets/1', ['x-amzn-requestid', 'my-id']);
  expect(JSON.parse(line)).toEqual({
    ...{ id: 'my-id', status: 200, length: expect.any(Number), ms: expect.any(Number) },
    ...{ upstream: 200, upstreamMs: expect.any(Number) },
  });
});

test('a failure says what the caller was told and, for the team, what the integration did', async () => {
  const format =
    '$context.requestId|$context.status|$context.error.responseType|$context.error.message|$context.integrationErrorMessage';
  expect(await lineOf(format, '/down')).toMatch(
    /^[0-9a-f-]{36}\|504\|INTEGRATION_FAILURE\|Internal server error\|connect: http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/,
  );
  expect(await lineOf(format, '/nowhere')).toMatch(/\|404\|RESOURCE_NOT_FOUND\|.*\|-$/);
});

test('an API key is not written out', async () => {
  gateway.setKey(key('k1', 'a-secret-key-of-someone'));
  gateway.setPlan(plan());
  const format = '$context.requestId $context.identity.apiKey $context.identity.apiKeyId';
  expect(await lineOf(format, '/keyed', ['x-api-key', 'a-secret-key-of-someone'])).toMatch(/ \*\*\*eone k1$/);
});

test('a request id is taken over only when it is plainly one', async () => {
  for (const id of ['a b', 'x'.repeat(129), '<script>', '"quoted"']) {
    const answer = await gateway.call('GET', '/pets/1', { headers: ['x-amzn-requestid', id] });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  }
  const answer = await gateway.call('GET', '/pets/1', {
    headers: ['x-amzn-requestid', 'c-1', 'x-amz-apigw-id', 'mine'],
  });
  expect(answer.headers['x-amzn-requestid']).toBe('c-1');
  expect(answer.headers['x-amz-apigw-id']).toMatch(/^\S{16}$/);
});
