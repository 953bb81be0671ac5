import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start();
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.seen.length = 0;
  upstream.answer = null;
});

function http(uri: string, change: Partial<Integration> = {}): Integration {
  return { ...mockIntegration(), type: 'HTTP', httpMethod: 'POST', uri, requestTemplates: {}, ...change };
}

test('a proxy integration sends the request on and drops what belongs to the connection', async () => {
  await gateway.deploy(snapshot([route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/up/{proxy}?fixed=1`))]));
  const headers = [
    'Connection',
    'keep-alive, X-Hop',
    'X-Hop',
    'secret',
    'Keep-Alive',
    'timeout=5',
    'X-Forwarded-For',
    '9.9.9.9',
    'X-Forwarded-For',
    '198.51.100.4, 8.8.8.8',
    'X-Own',
    'a',
    'X-Own',
    'b',
    'TE',
    'trailers',
  ];
  await gateway.call('PUT', '/a%2fb/%7Ec?q=1&q=2', { headers, body: 'payload' });
  const [seen] = upstream.seen;
  expect(seen).toMatchObject({ method: 'PUT', url: '/up/a%2Fb/~c?fixed=1&q=1&q=2', body: 'payload' });
  expect(seen?.headers).toMatchObject({
    host: new URL(upstream.url).host,
    'x-own': 'a, b',
    'x-forwarded-for': '9.9.9.9, 198.51.100.4, 8.8.8.8, 127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-amzn-apigateway-api-id': apiId,
  });
  for (const name of ['x-hop', 'keep-alive', 'te']) expect(seen?.headers).not.toHaveProperty(name);
});

test('a proxy integration maps parameters, and a mapped value cannot leave its place', async () => {
  const requestParameters = {
    'integration.request.path.id': 'method.request.querystring.id',
    'integration.request.header.X-User': 'method.request.header.x-name',
    'integration.request.header.X-Stage': 'context.stage',
    'integration.request.querystring.key': "'static'",
  };
  await gateway.deploy(
    snapshot([route('GET', '/things', proxyTo(`${upstream.url}/things/{id}/parts`, { requestParameters }))]),
  );
  await gateway.call('GET', '/things?id=a%2F%2e%2e%2Fb%3Fx%0d%0aEvil:%201&key=theirs', { headers: ['x-name', 'Joe'] });
  expect(upstream.seen[0]?.url).toBe(
    '/things/a%2F..%2Fb%3Fx%0D%0AEvil%3A%201/parts?id=a%2F..%2Fb%3Fx%0D%0AEvil%3A+1&key=static',
  );
  expect(upstream.seen[0]?.headers).toMatchObject({ 'x-user': 'Joe', 'x-stage': 'prod' });
  expect((await gateway.call('GET', '/things?id=..')).status).toBe(400);
  expect(upstream.seen).toHaveLength(1);
});

test('large bodies stream through unchanged, both ways', async () => {
  upstream.answer = (incoming, outgoing) => {
    outgoing.writeHead(200, { 'x-length': String(incoming.headers['content-length']) });
    incoming.pipe(outgoing);
  };
  await gateway.deploy(snapshot([route('POST', '/echo', proxyTo(upstream.url))]));
  const body = randomBytes(5_000_000);
  const received = createHash('sha256');
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: gateway.port, method: 'POST', path: `/${apiId}/prod/echo` },
      (response) => {
        response.on('data', (chunk: Buffer) => received.update(chunk));
        response.on('end', () => resolve(response.statusCode));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
  expect(status).toBe(200);
  expect(received.digest('hex')).toBe(createHash('sha256').update(body).digest('hex'));
});

test('a payload above 10 MB is refused, declared or not', async () => {
  upstream.answer = (incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => outgoing.end('took it'));
  };
  await gateway.deploy(snapshot([route('POST', '/echo', proxyTo(upstream.url))]));
  const post = (headers: Record<string, string>, chunk: Buffer, count: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: gateway.port, method: 'POST', path: `/${apiId}/prod/echo`, headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      for (let i = 0; i < count; i += 1) sent.write(chunk);
      sent.end();
    });
  const megabyte = Buffer.alloc(1024 * 1024);
  expect(await post({ 'content-length': String(11 * 1024 * 1024) }, megabyte, 11)).toBe(413);
  expect(await post({ 'transfer-encoding': 'chunked' }, megabyte, 11)).toBe(413);
  expect(await post({ 'transfer-encoding': 'chunked' }, megabyte, 10)).toBe(200);
});

test('HEAD keeps the declared length, and 204 and 304 have no body', async () => {
  upstream.answer = (incoming, outgoing) => {
    if (incoming.method === 'HEAD') outgoing.writeHead(200, { 'content-length': '123' }).end();
    else outgoing.writeHead(Number(incoming.url?.slice(1)), { etag: '"x"' }).end();
  };
  await gateway.deploy(snapshot([route('ANY', '/{status}', proxyTo(`${upstream.url}/{status}`))]));
  expect(await gateway.call('HEAD', '/200')).toMatchObject({
    status: 200,
    text: '',
    headers: { 'content-length': '123' },
  });
  expect(await gateway.call('GET', '/204')).toMatchObject({ status: 204, text: '', headers: { etag: '"x"' } });
  expect(await gateway.call('GET', '/304')).toMatchObject({ status: 304, text: '', headers: { etag: '"x"' } });
});

test('a STREAM integration hands on each piece as it comes, a BUFFERED one the whole', async () => {
  upstream.answer = (_, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'x-amzn-requestid': 'not ours' });
    outgoing.write('data: 1\n\n');
  };
  const change = { responseTransferMode: 'STREAM', timeoutInMillis: 10_000 } as const;
  await gateway.deploy(snapshot([route('GET', '/events', proxyTo(upstream.url, change))]));
  const controller = new AbortController();
  const response = await fetch(`${gateway.url}/${apiId}/prod/events`, { signal: controller.signal });
  const first = await response.body?.getReader().read();
  expect(Buffer.from(first?.value ?? []).toString()).toBe('data: 1\n\n');
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  controller.abort();
});

test('a status that cannot end a response is a configuration error', async () => {
  const informational = {
    statusCode: '101',
    selectionPattern: null,
    responseParameters: {},
    responseTemplates: {},
    contentHandling: null,
  };
  await gateway.deploy(snapshot([route('GET', '/x', { ...mockIntegration(), integrationResponses: [informational] })]));
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  expect(gateway.cause()).toContain('informational status 101');
});

test('redirects of an upstream are passed on, not followed', async () => {
  upstream.answer = (_, outgoing) => outgoing.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  await gateway.deploy(snapshot([route('GET', '/r', proxyTo(upstream.url))]));
  expect(await gateway.call('GET', '/r')).toMatchObject({
    status: 302,
    headers: { location: 'http://169.254.169.254/' },
  });
});

test('an HTTP integration sends what its mapping and template make, and nothing else of the request', async () => {
  const integration = http(`${upstream.url}/\${stageVariables.base}/{owner}`, {
    requestParameters: {
      'integration.request.path.owner': 'method.request.path.id',
      'integration.request.querystring.page': 'method.request.querystring.p',
      'integration.request.header.X-Caller': 'context.identity.sourceIp',
    },
    requestTemplates: {
      'application/json':
        '#set($context.requestOverride.header.X-Made = "by template"){"pet":$input.json("$.name"),"by":"$input.params(\'p\')"}',
    },
    integrationResponses: [
      {
        statusCode: '201',
        selectionPattern: '200',
        responseParameters: { 'method.response.header.X-Up': 'integration.response.header.x-upstream' },
        responseTemplates: { 'application/json': '{"saw":$input.json("$.url")}' },
        contentHandling: null,
      },
    ],
  });
  await gateway.deploy(snapshot([route('POST', '/pets/{id}', integration)]), { variables: { base: 'v2' } });
  const answer = await gateway.call('POST', '/pets/a%20b?p=3&other=1', {
    body: '{"name":"Rex"}',
    headers: ['cookie', 'x=1', 'content-type', 'application/json'],
  });
  const [seen] = upstream.seen;
  expect(seen).toMatchObject({ method: 'POST', url: '/v2/a%20b?page=3', body: '{"pet":"Rex","by":"3"}' });
  expect(seen?.headers).toMatchObject({
    'x-caller': '127.0.0.1',
    'x-made': 'by template',
    'content-type': 'application/json',
  });
  expect(seen?.headers).not.toHaveProperty('cookie');
  expect(answer).toMatchObject({ status: 201, text: '{"saw":"/v2/a%20b?page=3"}', headers: { 'x-up': 'yes' } });
});

test('an answer that no integration response takes is a configuration error, and a bad body the caller’s', async () => {
  const only404 = {
    statusCode: '404',
    selectionPattern: '404',
    responseParameters: {},
    responseTemplates: {},
    contentHandling: null,
  };
  const template = { 'application/json': '{"n":$input.json("$.n")}' };
  await gateway.deploy(
    snapshot([
      route('POST', '/a', http(upstream.url, { integrationResponses: [only404] })),
      route('POST', '/b', http(upstream.url, { requestTemplates: template })),
    ]),
  );
  expect((await gateway.call('POST', '/a')).status).toBe(500);
  expect(gateway.cause()).toContain('No integration response takes status 200');
  const bad = await gateway.call('POST', '/b', { body: '{"no json' });
  expect(bad.status).toBe(400);
});

test('stage variables choose the host, and one that makes no address is a configuration error', async () => {
  const uri = 'http://${stageVariables.backend}/x';
  await gateway.deploy(snapshot([route('GET', '/x', proxyTo(uri))]), {
    variables: { backend: new URL(upstream.url).host },
  });
  expect((await gateway.call('GET', '/x')).status).toBe(200);
  await gateway.deploy(snapshot([route('GET', '/x', proxyTo(uri))]), { variables: {} });
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  expect(gateway.cause()).toContain('not an http:// or https:// address');
  await gateway.deploy(snapshot([route('GET', '/x', proxyTo('http://{host}/x'))]));
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  await gateway.deploy(snapshot([route('GET', '/x', proxyTo(`${upstream.url}/{nothing}`))]));
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  expect(gateway.cause()).toContain('{nothing}');
});
