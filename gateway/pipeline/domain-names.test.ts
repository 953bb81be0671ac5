import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();
const domainName = 'api.example.com';

beforeAll(async () => {
  await upstream.start();
});
afterAll(() => upstream.stop());
beforeEach(async () => {
  gateway = await Harness.start();
  upstream.seen.length = 0;
  return () => gateway.stop();
});

function map(...mappings: { basePath: string; stageName: string | null }[]): void {
  const state = { workspaceId: 'w', domainName, mappings: mappings.map((mapping) => ({ ...mapping, apiId })) };
  gateway.services.domains.set(domainName, state);
}

const proxied = () => route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/up/{proxy}`));

function call(path: string, host = domainName) {
  return gateway.call('GET', path, { prefix: '', headers: ['host', host] });
}

test('a domain name leads to the stages that its base paths name', async () => {
  await gateway.deploy(snapshot([proxied()]));
  map({ basePath: 'v1', stageName: 'prod' }, { basePath: 'any', stageName: null });
  expect((await call('/v1/pets/1')).status).toBe(200);
  expect((await call('/v1/pets', `${domainName.toUpperCase()}:8080`)).status).toBe(200);
  expect((await call('/any/prod/pets/2')).status).toBe(200);
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/up/pets/1', '/up/pets', '/up/pets/2']);
  for (const nowhere of ['/', '/v2/pets', '/any', '/any/beta/pets', '/v10/pets']) {
    expect((await call(nowhere)).status, nowhere).toBe(404);
  }
  expect((await call('/v1/pets', 'other.example.com')).status).toBe(404);
});

test('the empty base path takes what no other takes, but none of the gateway’s own addresses', async () => {
  await gateway.deploy(snapshot([proxied()]));
  map({ basePath: '', stageName: 'prod' });
  await call('/pets/1');
  await call(`/${apiId}/prod/pets/2`);
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/up/pets/1', '/up/pets/2']);
});

test('access logs tell the base path of a domain name', async () => {
  const format = '$context.requestId $context.customDomain.basePathMatched';
  await gateway.deploy(snapshot([proxied()]), { accessLogSettings: { format, destinationArn: null } });
  map({ basePath: 'v1', stageName: 'prod' });
  await call('/v1/pets');
  await call(`/${apiId}/prod/pets`);
  gateway.services.accessLog.flush();
  await expect.poll(() => gateway.accessLog.map((line) => line.split(' ')[1])).toEqual(['v1', '-']);
});

test('an API without its own endpoint is served at its domain name', async () => {
  const design = snapshot([proxied()]);
  await gateway.deploy({ ...design, api: { ...design.api, disableExecuteApiEndpoint: true } });
  map({ basePath: '', stageName: 'prod' });
  expect((await call('/pets')).status).toBe(200);
  expect((await call(`/${apiId}/prod/pets`)).status).toBe(403);
});
