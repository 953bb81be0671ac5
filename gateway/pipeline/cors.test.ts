import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CorsConfiguration } from '#core/cors/schema.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();
const origin = 'https://app.example.com';

beforeAll(() => upstream.start());
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});
beforeEach(async () => {
  if (gateway) await gateway.stop();
  gateway = await Harness.start();
  upstream.answer = null;
  upstream.seen.length = 0;
});

const configuration: CorsConfiguration = {
  allowOrigins: [origin, 'https://*.shop.example'],
  allowMethods: ['*'],
  allowHeaders: ['authorization', 'x-api-key'],
  exposeHeaders: ['x-total'],
  maxAge: 600,
  allowCredentials: true,
};

async function deploy(routes: Parameters<typeof snapshot>[0], change: Parameters<Harness['deploy']>[1] = {}) {
  const design = snapshot(routes);
  await gateway.deploy({ ...design, api: { ...design.api, corsConfiguration: configuration } }, change);
}

const preflight = (method: string, from = origin) => [
  ...['origin', from, 'access-control-request-method', method],
  ...['access-control-request-headers', 'authorization'],
];

test('a preflight is answered without key and upstream, also where ANY would take it', async () => {
  await deploy([
    route('POST', '/orders', proxyTo(upstream.url), { apiKeyRequired: true }),
    route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`), { apiKeyRequired: true }),
  ]);
  for (const target of ['/orders', '/x/y']) {
    const answer = await gateway.call('OPTIONS', target, { headers: preflight('POST') });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,x-api-key',
      'access-control-max-age': '600',
      vary: 'Access-Control-Request-Method, Access-Control-Request-Headers, Origin',
    });
  }
  expect(upstream.seen).toEqual([]);
});

test('an OPTIONS method of the design, and an OPTIONS request that is no preflight, go their own way', async () => {
  await deploy([
    route('OPTIONS', '/own', proxyTo(`${upstream.url}/own`)),
    route('ANY', '/any', proxyTo(`${upstream.url}/any`)),
    route('GET', '/get', proxyTo(upstream.url)),
  ]);
  expect((await gateway.call('OPTIONS', '/own', { headers: preflight('GET') })).status).toBe(200);
  expect((await gateway.call('OPTIONS', '/any', { headers: ['origin', origin] })).status).toBe(200);
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/own', '/any']);
  expect((await gateway.call('OPTIONS', '/get')).status).toBe(404);
});

test('a preflight of a stranger learns nothing, and one for no resource is 404 with the headers', async () => {
  await deploy([route('GET', '/get', proxyTo(upstream.url))]);
  const stranger = await gateway.call('OPTIONS', '/get', { headers: preflight('GET', 'https://evil.example') });
  expect(stranger.status).toBe(204);
  expect(Object.keys(stranger.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  const nowhere = await gateway.call('OPTIONS', '/nowhere', { headers: preflight('GET') });
  expect(nowhere).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': origin } });
});

test('every answer carries the headers: what the upstream says, and 401 to 504 of the gateway', async () => {
  upstream.answer = (request, response) => {
    if (request.url === '/slow') return;
    const own = { 'access-control-allow-origin': 'https://other.example', 'Access-Control-Allow-Methods': 'TRACE' };
    response.writeHead(200, { ...own, vary: 'Accept' }).end('ok');
  };
  const throttled = { ...defaultMethodSetting, throttlingRateLimit: 0, throttlingBurstLimit: 0 };
  await deploy(
    [
      route('GET', '/ok', proxyTo(upstream.url)),
      route('GET', '/auth', proxyTo(upstream.url), { authorizationType: 'AWS_IAM' }),
      route('GET', '/key', proxyTo(upstream.url), { apiKeyRequired: true }),
      route('GET', '/throttled', proxyTo(upstream.url)),
      route('GET', '/broken', { ...mockIntegration(), requestTemplates: { 'application/json': 'no status' } }),
      route('GET', '/slow', proxyTo(`${upstream.url}/slow`, { timeoutInMillis: 50 })),
    ],
    { methodSettings: { '~1throttled/GET': throttled } },
  );
  const statuses: Record<string, number> = {};
  for (const path of ['/ok', '/auth', '/key', '/throttled', '/broken', '/slow', '/nowhere']) {
    const { status, headers } = await gateway.call('GET', path, { headers: ['origin', 'https://a.shop.example'] });
    statuses[path] = status;
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://a.shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-total',
    });
    expect(headers.vary).toBe(path === '/ok' ? 'Accept, Origin' : 'Origin');
    expect(headers['access-control-allow-methods']).toBeUndefined();
  }
  const { '/auth': auth, ...others } = statuses;
  expect(others).toEqual({
    ...{ '/ok': 200, '/key': 403, '/throttled': 429, '/broken': 500, '/slow': 504, '/nowhere': 404 },
  });
  expect(auth).toBeGreaterThanOrEqual(401);
});
