import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import { defaultMethodSetting, type MethodSetting } from '#core/stages/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
let served = 0;
const upstream = new UpstreamServer();

beforeAll(() => upstream.start());
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});
beforeEach(async () => {
  if (gateway) await gateway.stop();
  gateway = await Harness.start();
  serve();
});

/** Each answer of the upstream is another one. */
function serve(status = 200, headers: Record<string, string> = {}, body = ''): void {
  served = 0;
  upstream.answer = (request, response) => {
    served += 1;
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`${served} ${request.url}${body}`);
  };
}

const cached: MethodSetting = { ...defaultMethodSetting, cachingEnabled: true };
const on = (change: Partial<MethodSetting> = {}, state: Partial<StageState> = {}): Partial<StageState> => ({
  cacheClusterSize: '0.5',
  methodSettings: { '*/*': { ...cached, ...change } },
  ...state,
});
const pets = (change: Partial<Integration> = {}) => [
  route('GET', '/pets/{petId}', proxyTo(`${upstream.url}/{petId}`, change)),
  route('POST', '/pets/{petId}', proxyTo(`${upstream.url}/{petId}`, change)),
];
const strict = (routes: ReturnType<typeof pets>) => {
  const design = snapshot(routes);
  return { ...design, api: { ...design.api, behavior: 'aws-strict' as const } };
};
const get = async (target: string, ...headers: string[]) => (await gateway.call('GET', target, { headers })).text;

test('nothing is cached without a size, with caching off, or with a TTL of 0', async () => {
  for (const state of [
    on({}, { cacheClusterSize: null }),
    on({ cachingEnabled: false }),
    on({ cacheTtlInSeconds: 0 }),
  ]) {
    serve();
    await gateway.deploy(snapshot(pets()), state);
    expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['1 /1', '2 /1']);
  }
});

test('GET is cached by default, other verbs only by settings of their own', async () => {
  await gateway.deploy(snapshot(pets()), on());
  expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['1 /1', '1 /1']);
  expect((await gateway.call('POST', '/pets/1')).text).toBe('2 /1');
  expect((await gateway.call('POST', '/pets/1')).text).toBe('3 /1');
  await gateway.deploy(snapshot(pets()), on({}, { methodSettings: { '*/*': cached, '~1pets~1{petId}/POST': cached } }));
  expect((await gateway.call('POST', '/pets/1')).text).toBe('4 /1');
  expect((await gateway.call('POST', '/pets/1')).text).toBe('4 /1');
  const { series } = gateway.collect();
  const sum = (of: 'cacheHits' | 'cacheMisses') => series.reduce((total, point) => total + point[of], 0);
  expect([sum('cacheHits'), sum('cacheMisses')]).toEqual([2, 2]);
});

test('a friendly API tells paths and queries apart; a strict one only what is declared', async () => {
  await gateway.deploy(snapshot(pets()), on());
  expect([await get('/pets/1'), await get('/pets/2'), await get('/pets/1?a=1'), await get('/pets/1')]).toEqual([
    ...['1 /1', '2 /2', '3 /1?a=1', '1 /1'],
  ]);
  serve();
  await gateway.deploy(strict(pets()), on({}, { cacheEpoch: 1 }));
  expect([await get('/pets/1'), await get('/pets/2')]).toEqual(['1 /1', '1 /1']);
  serve();
  const cacheKeyParameters = ['method.request.path.petId', 'method.request.querystring.type'];
  await gateway.deploy(strict(pets({ cacheKeyParameters })), on({}, { cacheEpoch: 2 }));
  expect([
    await get('/pets/1'),
    await get('/pets/2'),
    await get('/pets/1?type=a'),
    await get('/pets/1?type=a&x=1'),
    await get('/pets/1?type=a&type=b'),
  ]).toEqual(['1 /1', '2 /2', '3 /1?type=a', '3 /1?type=a', '4 /1?type=a&type=b']);
});

test('resources share a declared namespace; integration.request parameters stand for what is mapped', async () => {
  const integration = proxyTo(upstream.url, {
    cacheNamespace: 'shared',
    cacheKeyParameters: ['integration.request.querystring.id'],
    requestParameters: { 'integration.request.querystring.id': 'method.request.header.x-id' },
  });
  await gateway.deploy(snapshot([route('GET', '/a', integration), route('GET', '/b', integration)]), on());
  expect(await get('/a', 'x-id', '1')).toBe('1 /?id=1');
  expect(await get('/b', 'x-id', '1')).toBe('1 /?id=1');
  expect(await get('/b', 'x-id', '2')).toBe('2 /?id=2');
});

test('entries end with their time, a flush, a new deployment and a new size', async () => {
  await gateway.deploy(snapshot(pets()), on({ cacheTtlInSeconds: 1 }));
  expect(await get('/pets/1')).toBe('1 /1');
  await setTimeout(1_050);
  expect(await get('/pets/1')).toBe('2 /1');
  await gateway.deploy(snapshot(pets()), on({}, { cacheEpoch: 1 }));
  expect(await get('/pets/1')).toBe('3 /1');
  await gateway.deploy(snapshot(pets()), on({}, { cacheEpoch: 1, deploymentId: 'dep2' }));
  expect(await get('/pets/1')).toBe('4 /1');
  await gateway.deploy(snapshot(pets()), on({}, { cacheEpoch: 1, deploymentId: 'dep2', cacheClusterSize: '1.6' }));
  expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['5 /1', '5 /1']);
});

test('a canary has the stage cache only when it is told so, and apart from another deployment', async () => {
  const canary = { deploymentId: 'dep2', version: 2, snapshotHash: 'b'.repeat(64), percentTraffic: 100 };
  const other = { ...canary, stageVariableOverrides: {}, useStageCache: true, stickiness: null };
  await gateway.deploy(snapshot(pets()), on());
  expect(await get('/pets/1')).toBe('1 /1');
  await gateway.deploy(snapshot(pets()), on({}, { canary: other }), snapshot(pets()));
  expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['2 /1', '2 /1']);
  await gateway.deploy(snapshot(pets()), on({}, { canary: { ...other, deploymentId: 'dep1' } }), snapshot(pets()));
  expect(await get('/pets/1')).toBe('1 /1');
  await gateway.deploy(snapshot(pets()), on({}, { canary: { ...other, useStageCache: false } }), snapshot(pets()));
  expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['3 /1', '4 /1']);
});

test('max-age=0 fetches anew where no authorization is asked for, and replaces the entry', async () => {
  await gateway.deploy(snapshot(pets()), on({ requireAuthorizationForCacheControl: false }));
  expect(await get('/pets/1')).toBe('1 /1');
  expect(await get('/pets/1', 'cache-control', 'no-cache')).toBe('1 /1');
  expect(await get('/pets/1', 'cache-control', 'no-cache, max-age=0')).toBe('2 /1');
  expect(await get('/pets/1')).toBe('2 /1');
});

test('an entry that is invalidated ends, also when what comes in its place cannot be stored', async () => {
  await gateway.deploy(snapshot(pets()), on({ requireAuthorizationForCacheControl: false }));
  expect(await get('/pets/1')).toBe('1 /1');
  serve(404);
  expect((await gateway.call('GET', '/pets/1', { headers: ['cache-control', 'max-age=0'] })).status).toBe(404);
  expect((await gateway.call('GET', '/pets/1')).status).toBe(404);
});

test('an unauthorized invalidation has the three answers', async () => {
  const fresh = { headers: ['cache-control', 'max-age=0'] };
  await gateway.deploy(snapshot(pets()), on({ unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }));
  await get('/pets/1');
  expect(await gateway.call('GET', '/pets/1', fresh)).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
  await gateway.deploy(snapshot(pets()), on());
  const warned = await gateway.call('GET', '/pets/1', fresh);
  expect(warned).toMatchObject({ status: 200, text: '1 /1', headers: { warning: expect.stringMatching(/^199 /) } });
  await gateway.deploy(
    snapshot(pets()),
    on({ unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' }),
  );
  const silent = await gateway.call('GET', '/pets/1', fresh);
  expect(silent).toMatchObject({ status: 200, text: '1 /1' });
  expect(silent.headers.warning).toBeUndefined();
});

test.each([
  ['an error', 500, {}, '', ['1', '2'], ['1', '1']],
  ['what may not be stored', 200, { 'cache-control': 'max-age=5, no-store' }, '', ['1', '2'], ['1', '1']],
  ['a cookie', 200, { 'set-cookie': 'a=b' }, '', ['1', '2'], ['1', '2']],
  ['what varies by more than the key holds', 200, { vary: 'accept-language' }, '', ['1', '2'], ['1', '2']],
  ['what varies by encoding', 200, { vary: 'Accept-Encoding' }, '', ['1', '1'], ['1', '1']],
  ['more than a megabyte', 200, {}, 'x'.repeat(1_048_576), ['1', '2'], ['1', '2']],
  ['almost a megabyte', 200, {}, 'x'.repeat(1_048_000), ['1', '1'], ['1', '1']],
])('%s: friendly and strict', async (_, status, headers, body, friendly, asStrict) => {
  const numbers = async () => [await get('/pets/1'), await get('/pets/1')].map((text) => text.split(' ')[0]);
  serve(status, headers, body);
  await gateway.deploy(snapshot(pets()), on());
  expect(await numbers()).toEqual(friendly);
  serve(status, headers, body);
  await gateway.deploy(strict(pets()), on({}, { cacheEpoch: 1 }));
  expect(await numbers()).toEqual(asStrict);
});

test('callers with other credentials or encodings never share, unless it is declared', async () => {
  await gateway.deploy(snapshot(pets()), on());
  const callers = [
    [],
    ['authorization', 'Bearer a'],
    ['authorization', 'Bearer b'],
    ['x-api-key', 'a'],
    ['cookie', 'session=a'],
    ['accept-encoding', 'gzip'],
  ];
  for (const [index, headers] of callers.entries()) expect(await get('/pets/1', ...headers)).toBe(`${index + 1} /1`);
  for (const [index, headers] of callers.entries()) expect(await get('/pets/1', ...headers)).toBe(`${index + 1} /1`);
  serve();
  await gateway.deploy(snapshot(pets()), on({ cacheSharedByCallers: true }, { cacheEpoch: 1 }));
  for (const headers of callers.slice(0, 5)) expect(await get('/pets/1', ...headers)).toBe('1 /1');
});

test('callers whom the authorizer tells apart in its context only never share', async () => {
  const allow = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' };
  const authorizers = new UpstreamServer();
  await authorizers.start();
  authorizers.answer = (request, response) => {
    const policyDocument = { Version: '2012-10-17', Statement: [allow] };
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      const { authorizationToken: tenant } = JSON.parse(text) as { authorizationToken: string };
      response.end(JSON.stringify({ principalId: 'user', policyDocument, context: { tenant } }));
    });
  };
  const auth1: Authorizer = {
    id: 'auth1',
    name: 'check',
    type: 'TOKEN',
    providerARNs: [],
    authType: null,
    authorizerUri: authorizers.url,
    authorizerCredentials: null,
    identitySource: 'method.request.header.x-token',
    identityValidationExpression: null,
    authorizerResultTtlInSeconds: 0,
    jwtConfiguration: null,
  };
  const ofTenant = proxyTo(`${upstream.url}/{petId}`, {
    requestParameters: { 'integration.request.querystring.tenant': 'context.authorizer.tenant' },
  });
  const guarded = route('GET', '/pets/{petId}', ofTenant, { authorizationType: 'CUSTOM', authorizerId: 'auth1' });
  await gateway.deploy(snapshot([guarded], { authorizers: { auth1 } }), on());
  expect(await get('/pets/1', 'x-token', 'a')).toBe('1 /1?tenant=a');
  expect(await get('/pets/1', 'x-token', 'b')).toBe('2 /1?tenant=b');
  expect(await get('/pets/1', 'x-token', 'a')).toBe('1 /1?tenant=a');
  await authorizers.stop();
});

test('where bytes or text go by what the caller accepts, so do entries', async () => {
  upstream.answer = (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('hello');
  const { integrationResponses } = mockIntegration();
  const picture = proxyTo(upstream.url, { type: 'HTTP', httpMethod: 'GET', integrationResponses });
  const design = strict([route('GET', '/picture', picture)]);
  await gateway.deploy({ ...design, api: { ...design.api, binaryMediaTypes: ['image/png'] } }, on());
  expect(await get('/picture', 'accept', 'text/plain')).toBe('aGVsbG8=');
  expect(await get('/picture', 'accept', 'image/png')).toBe('hello');
  expect(await get('/picture', 'accept', 'text/plain')).toBe('aGVsbG8=');
});

test('an encrypted entry is served as it was stored', async () => {
  await gateway.deploy(snapshot(pets()), on({ cacheDataEncrypted: true }));
  const first = await gateway.call('GET', '/pets/1');
  const second = await gateway.call('GET', '/pets/1');
  expect(second.text).toBe('1 /1');
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
  expect(second.headers['x-amzn-requestid']).not.toBe(first.headers['x-amzn-requestid']);
});

test('of concurrent misses one goes to the upstream; when its response cannot be stored, the others follow at once', async () => {
  const held: ServerResponse[] = [];
  upstream.answer = (_, response) => void held.push(response);
  const answer = (status: number) => {
    for (const response of held.splice(0)) response.writeHead(status).end('x');
  };
  const waiting = gateway.services.cache['flights']['waiting'];
  const allWait = () => expect.poll(() => [...waiting.values()].map(({ size }) => size)).toEqual([19]);
  await gateway.deploy(snapshot(pets()), on());
  const many = (path: string) => Promise.all(Array.from({ length: 20 }, () => gateway.call('GET', path)));
  const statuses = async (answers: ReturnType<typeof many>) => new Set((await answers).map(({ status }) => status));
  const kept = many('/pets/1');
  await allWait();
  await expect.poll(() => held.length).toBe(1);
  answer(200);
  expect(await statuses(kept)).toEqual(new Set([200]));
  expect(held).toHaveLength(0);
  const failed = many('/pets/2');
  await allWait();
  await expect.poll(() => held.length).toBe(1);
  answer(500);
  await expect.poll(() => held.length).toBe(19);
  answer(500);
  expect(await statuses(failed)).toEqual(new Set([500]));
  expect(held).toHaveLength(0);
});

test('when the caller goes away for whom an entry is fetched, one of those that wait fetches it', async () => {
  const held: ServerResponse[] = [];
  upstream.answer = (_, response) => void held.push(response);
  await gateway.deploy(snapshot(pets()), on());
  const leaving = new AbortController();
  const left = fetch(`${gateway.url}/${apiId}/prod/pets/1`, {
    signal: leaving.signal,
    headers: { 'accept-encoding': '' },
  }).catch(() => 'left');
  await expect.poll(() => held.length).toBe(1);
  const answers = Promise.all(Array.from({ length: 9 }, () => gateway.call('GET', '/pets/1')));
  const waiting = gateway.services.cache['flights']['waiting'];
  await expect.poll(() => [...waiting.values()].map(({ size }) => size)).toEqual([9]);
  leaving.abort();
  expect(await left).toBe('left');
  await expect.poll(() => held.length).toBeGreaterThan(1);
  for (const response of held) response.end('fetched');
  expect(new Set((await answers).map(({ text }) => text))).toEqual(new Set(['fetched']));
  expect(held.length).toBe(2);
});

test('what a GET with a body is answered is for nobody else', async () => {
  await gateway.deploy(snapshot(pets()), on());
  expect((await gateway.call('GET', '/pets/1', { headers: ['content-length', '1'], body: 'x' })).text).toBe('1 /1');
  expect([await get('/pets/1'), await get('/pets/1')]).toEqual(['2 /1', '2 /1']);
});
