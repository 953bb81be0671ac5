import aws4 from 'aws4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { Route } from '#core/snapshot/schema.ts';
import { accessKey, secretTablesWith } from '../testing/access-keys.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';
import { signedHeaders } from '../aws/sign.ts';

/** AWS API Gateway's important notes for REST APIs: what becomes of each header on its way to an integration and back. */

let gateway: Harness;
const upstream = new UpstreamServer();
const key = accessKey({ sessionToken: 'session' });

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start({
    secrets: secretTablesWith(key),
    environment: {
      AWS_ENDPOINT_URL: upstream.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.seen.length = 0;
  upstream.answer = null;
});

const lambdaUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations';

/** Headers of the table that a caller can send, and mappings that hand all of them to an HTTP integration. */
const sent = {
  Accept: 'text/plain',
  'Accept-Charset': 'utf-8',
  'Accept-Encoding': 'identity',
  Age: '1',
  Authorization: 'Basic eA==',
  'Content-MD5': 'x',
  'Content-Type': 'text/plain',
  Date: 'Thu, 01 Jan 1970 00:00:00 GMT',
  Expect: '100-continue',
  'Max-Forwards': '1',
  Pragma: 'x',
  'Proxy-Authenticate': 'x',
  Range: 'bytes=0-1',
  Referer: 'https://example.com',
  Server: 'mine',
  TE: 'trailers',
  Upgrade: 'x',
  'User-Agent': 'caller/1',
  Via: '1.1 before',
  Warn: 'x',
  'WWW-Authenticate': 'Basic',
  'X-Api-Key': 'secret',
};
const isExpect = (name: string) => name === 'Expect';
const sentNames = Object.keys(sent).filter((name) => !isExpect(name));
const rawSent = Object.entries(sent).flatMap(([name, value]) => (isExpect(name) ? [] : [name, value]));
const mapAll = Object.fromEntries(
  sentNames
    .filter((name) => !['TE', 'Upgrade'].includes(name))
    .map((name) => [`integration.request.header.${name}`, `method.request.header.${name}`]),
);

const integrations: Record<string, Integration> = {
  HTTP: {
    ...mockIntegration(),
    ...{ type: 'HTTP', httpMethod: 'POST', requestTemplates: {}, requestParameters: mapAll },
  },
  HTTP_PROXY: proxyTo(''),
  AWS_PROXY: { ...mockIntegration(), type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri },
};

async function deploy(
  type: keyof typeof integrations,
  behavior: 'friendly' | 'aws-strict',
  change: Partial<Route> = {},
) {
  const integration = { ...(integrations[type] ?? mockIntegration()) };
  if (type !== 'AWS_PROXY') integration.uri = upstream.url;
  const api = { ...snapshot([]).api, behavior };
  await gateway.deploy(snapshot([route('POST', '/x', integration, change)], { api }));
}

/** Lower-case names of headers that arrive at the integration under their own name with the caller's value. */
async function passed(type: keyof typeof integrations, behavior: 'friendly' | 'aws-strict'): Promise<string[]> {
  await deploy(type, behavior);
  await gateway.call('POST', '/x', { headers: rawSent, body: 'x' });
  const [seen] = upstream.seen;
  const arrived =
    type === 'AWS_PROXY'
      ? Object.fromEntries(
          Object.entries((JSON.parse(seen?.body ?? '') as { headers: Record<string, string> }).headers).map(
            ([name, value]) => [name.toLowerCase(), value],
          ),
        )
      : (seen?.headers ?? {});
  return Object.entries(sent).flatMap(([name, value]) => (arrived[name.toLowerCase()] === value ? [name] : []));
}

const always = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Authorization',
  'Content-Type',
  'Date',
  'Pragma',
];
const rest = ['Range', 'Referer', 'User-Agent', 'Warn', 'X-Api-Key'];

test.each([
  ['HTTP', [...always, ...rest]],
  ['HTTP_PROXY', [...always, ...rest]],
  ['AWS_PROXY', [...always, 'Range', 'Referer', 'User-Agent', 'Via', 'Warn', 'X-Api-Key']],
] as const)('a strict API gives a %s integration the headers of AWS’s table and no others', async (type, expected) => {
  expect(new Set(await passed(type, 'aws-strict'))).toEqual(new Set(expected));
});

test('a friendly API drops what ends at a hop, and nothing else', async () => {
  const dropped = new Set(['Expect', 'Proxy-Authenticate', 'TE', 'Upgrade']);
  const expected = Object.keys(sent).filter((name) => !dropped.has(name));
  expect(new Set(await passed('HTTP_PROXY', 'friendly'))).toEqual(new Set(expected));
});

test('the gateway names itself where the caller does not, and tells the trace', async () => {
  await deploy('HTTP_PROXY', 'aws-strict');
  await gateway.call('POST', '/x', { headers: ['x-forwarded-port', '1', 'x-amzn-apigateway-api-id', 'fake'] });
  const [first] = upstream.seen;
  expect(first?.headers).toMatchObject({
    'user-agent': `AmazonAPIGateway_${apiId}`,
    accept: 'application/json',
    'x-amzn-apigateway-api-id': apiId,
    'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as unknown,
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-port': '80',
    'x-forwarded-proto': 'http',
  });
  const root = 'Root=1-5759e988-bd862e3fe1be46a994272793';
  await gateway.call('POST', '/x', { headers: ['host', 'h:8080', 'x-amzn-trace-id', `Parent=1;${root};Sampled=1`] });
  expect(upstream.seen[1]?.headers).toMatchObject({ 'x-amzn-trace-id': root, 'x-forwarded-port': '8080' });
});

test('an AWS service is told the trace, and a mapping of it is left out', async () => {
  const uri = 'arn:aws:apigateway:eu-west-1:sqs:action/ListQueues';
  const requestParameters = {
    'integration.request.header.X-Amzn-Trace-Id': "'mine'",
    'integration.request.header.x-amzn-apigateway-api-id': "'mine'",
  };
  const integration = { ...mockIntegration(), type: 'AWS' as const, httpMethod: 'POST', uri, requestParameters };
  await gateway.deploy(snapshot([route('POST', '/x', { ...integration, requestTemplates: {} })]));
  await gateway.call('POST', '/x', { body: '{}' });
  expect(upstream.seen[0]?.headers).toMatchObject({
    'user-agent': `Sluice_${apiId}`,
    'x-amzn-apigateway-api-id': apiId,
    'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as unknown,
  });
});

test('a mapped query parameter stands beside the caller’s in a strict API, in its place in a friendly one', async () => {
  const requestParameters = { 'integration.request.querystring.a': "'ours'" };
  for (const [behavior, query] of [
    ['aws-strict', 'a=theirs&b=%31&a=ours'],
    ['friendly', 'b=1&a=ours'],
  ] as const) {
    const api = { ...snapshot([]).api, behavior };
    await gateway.deploy(snapshot([route('GET', '/x', proxyTo(upstream.url, { requestParameters }))], { api }));
    await gateway.call('GET', '/x?a=theirs&b=%31');
    expect(upstream.seen.at(-1)?.url).toBe(`/?${query}`);
  }
});

/** A request that its caller signed, in the header. */
function signed(path: string): string[] {
  const host = 'gateway.example.com';
  const request = { method: 'POST', path, rawHeaders: ['host', host], body: null };
  const scope = { region: 'eu-west-1', signingName: 'execute-api' };
  return ['host', host, ...signedHeaders(request, key, scope, Date.now())];
}

test.each(['friendly', 'aws-strict'] as const)(
  'a signature that the gateway verified ends there: %s',
  async (behavior) => {
    for (const type of ['HTTP_PROXY', 'AWS_PROXY'] as const) {
      await deploy(type, behavior, { authorizationType: 'AWS_IAM' });
      const path = `/${apiId}/prod/x`;
      await gateway.call('POST', '/x', { headers: signed(path) });
      const seen = JSON.stringify(upstream.seen.at(-1)?.rawHeaders) + String(upstream.seen.at(-1)?.body);
      expect(upstream.seen.length).toBeGreaterThan(0);
      expect(seen).not.toContain(`Credential=${key.accessKeyId}`);
      expect(seen).not.toContain('"session"');
      upstream.seen.length = 0;
    }
  },
);

test('a signature in the query string ends at the gateway too', async () => {
  await deploy('HTTP_PROXY', 'friendly', { authorizationType: 'AWS_IAM' });
  const path = `/${apiId}/prod/x?a=1&X-Amz-Expires=60&b=2`;
  const request = { host: 'h', method: 'POST', path, service: 'execute-api', region: 'eu-west-1', signQuery: true };
  const { accessKeyId, secretAccessKey } = key;
  const signedPath = aws4.sign(request, { accessKeyId, secretAccessKey, sessionToken: 'session' }).path ?? '';
  expect(signedPath).toContain('X-Amz-Signature=');
  const answer = await gateway.call('POST', signedPath, { headers: ['host', 'h'], prefix: '' });
  expect(answer.status, answer.text).toBe(200);
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/?a=1&b=2']);
});

test('a signature for someone else goes through a friendly API, and through no strict one', async () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c';
  for (const behavior of ['friendly', 'aws-strict'] as const) {
    await deploy('HTTP_PROXY', behavior);
    await gateway.call('POST', '/x', { headers: ['authorization', authorization] });
    expect(upstream.seen.at(-1)?.headers.authorization).toBe(behavior === 'friendly' ? authorization : undefined);
  }
});

/** What a caller of a strict API reads of the table’s headers in an answer. */
const returned: Record<string, string> = {
  Accept: 'a',
  Age: '1',
  Authorization: 'b',
  'Content-MD5': 'c',
  Date: 'Thu, 01 Jan 1970 00:00:00 GMT',
  Expect: 'e',
  Host: 'h',
  'Max-Forwards': 'm',
  Pragma: 'p',
  Server: 's',
  'User-Agent': 'u',
  Via: 'v',
  Warn: 'w',
  'WWW-Authenticate': 'x',
};
const renamed = ['Authorization', 'Content-MD5', 'Date', 'Max-Forwards', 'Server', 'User-Agent', 'WWW-Authenticate'];

test.each([
  ['HTTP', ['Age', 'Pragma', 'Via', 'Warn']],
  ['HTTP_PROXY', ['Accept', 'Age', 'Pragma', 'Warn']],
  ['AWS_PROXY', ['Accept', 'Age', 'Pragma', 'Warn']],
] as const)('a strict API renames and drops headers of a %s integration’s answer as AWS does', async (type, kept) => {
  upstream.answer = (_, response) => {
    if (type === 'AWS_PROXY') return void response.end(JSON.stringify({ headers: returned }));
    response.sendDate = false;
    response.writeHead(200, returned);
    response.end();
  };
  const responseParameters = Object.fromEntries(
    Object.keys(returned)
      .filter((name) => name !== 'Expect')
      .map((name) => [`method.response.header.${name}`, `integration.response.header.${name}`]),
  );
  const [response] = mockIntegration().integrationResponses;
  if (!response) throw new Error('A mock integration has a response.');
  integrations.HTTP = {
    ...(integrations.HTTP ?? mockIntegration()),
    integrationResponses: [{ ...response, responseParameters }],
  };
  await deploy(type, 'aws-strict');
  const { headers } = await gateway.call('POST', '/x');
  const own = Object.entries(returned).flatMap(([name, value]) =>
    headers[name.toLowerCase()] === value ? [name] : [],
  );
  expect(own).toEqual(kept);
  for (const name of renamed) expect(headers[`x-amzn-remapped-${name.toLowerCase()}`]).toBe(returned[name]);
  expect(headers['content-type']).toBe('application/json');
  expect('x-amzn-trace-id' in headers).toBe(type !== 'HTTP_PROXY');
});
