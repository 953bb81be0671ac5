import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GatewayResponse } from '#core/gateway-responses/schema.ts';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { apiId, key, plan, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
});
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});
beforeEach(async () => {
  if (gateway) await gateway.stop();
  gateway = await Harness.start();
  upstream.seen.length = 0;
});

const proxied = (change = {}) => route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/up/{proxy}`), change);

test('an unknown API, stage, path and method are told apart by a friendly API', async () => {
  await gateway.deploy(snapshot([route('GET', '/pets', proxyTo(upstream.url))]));
  const unknown = await gateway.call('GET', '', { prefix: '/nowhere/prod' });
  expect(unknown).toMatchObject({ status: 404, text: '{"message":"No API is served at this address."}' });
  expect((await gateway.call('GET', '/', { prefix: `/${apiId}/beta` })).status).toBe(404);
  const path = await gateway.call('GET', '/cats');
  expect(path).toMatchObject({ status: 404, text: '{"message":"This API has no resource at /cats."}' });
  expect(path.headers['x-amzn-errortype']).toBe('NotFoundException');
  const method = await gateway.call('POST', '/pets');
  expect(method).toMatchObject({ status: 404, text: '{"message":"POST is not a method of this resource."}' });
  expect(gateway.cause()).toBe('/pets has no method POST; it has GET.');
  expect(upstream.seen).toEqual([]);
});

test('an aws-strict API answers as AWS does', async () => {
  const design = snapshot([route('GET', '/pets', proxyTo(upstream.url))]);
  await gateway.deploy({ ...design, api: { ...design.api, behavior: 'aws-strict' } });
  const answer = await gateway.call('GET', '/cats');
  expect(answer).toMatchObject({ status: 403, text: '{"message":"Missing Authentication Token"}' });
  expect(answer.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
});

test('ANY stands for seven verbs, and HEAD is not implied by GET', async () => {
  await gateway.deploy(snapshot([proxied(), route('GET', '/pets', proxyTo(upstream.url))]));
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
    expect((await gateway.call(method, '/x')).status).toBe(200);
  }
  expect((await gateway.call('TRACE', '/x')).status).toBe(404);
  expect((await gateway.call('PROPFIND', '/x')).status).toBe(404);
  expect((await gateway.call('HEAD', '/pets')).status).toBe(404);
});

test('a stage is also served at its execute-api host, and two hosts are one too many', async () => {
  await gateway.deploy(snapshot([proxied()]));
  const status = async (...hosts: string[]) =>
    (await gateway.call('GET', '/prod/x', { prefix: '', headers: hosts.flatMap((host) => ['host', host]) })).status;
  expect(await status(`${apiId}.execute-api.localhost:8080`)).toBe(200);
  expect(await status('other.execute-api.localhost')).toBe(404);
  expect(await status('localhost')).toBe(404);
  expect(await status(`${apiId}.execute-api.localhost`, 'localhost')).toBe(400);
});

test('the canary serves its share with its own variables and version', async () => {
  const stable = snapshot([route('GET', '/who', proxyTo(`${upstream.url}/\${stageVariables.side}`))]);
  const canary = snapshot([...stable.routes, route('GET', '/new', proxyTo(`${upstream.url}/new`))]);
  const pointer = {
    deploymentId: 'dep2',
    version: 2,
    snapshotHash: 'b'.repeat(64),
    useStageCache: false,
    stickiness: null,
  };
  await gateway.deploy(
    stable,
    {
      variables: { side: 'stable' },
      canary: { ...pointer, percentTraffic: 25, stageVariableOverrides: { side: 'canary' } },
    },
    canary,
  );
  gateway.randoms.push(0.2, 0.3);
  await gateway.call('GET', '/who');
  await gateway.call('GET', '/who');
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/canary', '/stable']);
  gateway.randoms.push(0.2, 0.3);
  expect((await gateway.call('GET', '/new')).status).toBe(200);
  expect((await gateway.call('GET', '/new')).status).toBe(404);
  const { series } = gateway.collect();
  expect(series.map(({ variant, resource, count }) => [variant, resource, count])).toEqual(
    expect.arrayContaining([
      ['canary', '/who', 1],
      ['stable', '/who', 1],
      ['canary', '/new', 1],
      ['stable', '', 1],
    ]),
  );
});

test('what the node cannot evaluate it refuses to serve', async () => {
  const closed = route('GET', '/closed', proxyTo(upstream.url), { authorizationType: 'CUSTOM', authorizerId: 'auth1' });
  await expect(gateway.deploy(snapshot([closed]))).rejects.toThrow('Its authorizer is not there');
  const design = snapshot([proxied()]);
  const unread = { ...design, api: { ...design.api, policy: '{"Statement":[]}' } };
  await expect(gateway.deploy(unread)).rejects.toThrow('resource policy');
  await gateway.deploy({ ...design, api: { ...design.api, disableExecuteApiEndpoint: true } });
  expect((await gateway.call('GET', '/x')).status).toBe(403);
  expect(upstream.seen).toEqual([]);
});

test('a method that requires a key takes only a key that opens this stage, and says no more than 403', async () => {
  await gateway.deploy(snapshot([proxied({ apiKeyRequired: true })]));
  gateway.setPlan(plan());
  gateway.setPlan(plan({ id: 'plan2', apiStages: [{ apiId, stage: 'beta', throttle: {} }] }));
  const past = { sha256: key('k', 'expired').secrets[0]?.sha256 ?? '', expiresAtMs: Date.now() - 1 };
  gateway.setKey(key('good', 'good-value'));
  gateway.setKey(key('disabled', 'disabled-value', { enabled: false }));
  gateway.setKey(key('expired', '', { secrets: [past] }));
  gateway.setKey(key('elsewhere', 'elsewhere-value', { planIds: ['plan2'] }));
  gateway.setKey(key('foreign', 'foreign-value', { workspaceId: 'other' }));
  const refused: [string[], string][] = [
    [[], 'no x-api-key header'],
    [['x-api-key', ''], 'No API key has this value'],
    [['x-api-key', 'wrong'], 'No API key has this value'],
    [['x-api-key', 'disabled-value'], 'disabled is disabled'],
    [['x-api-key', 'expired'], 'expired has expired'],
    [['x-api-key', 'elsewhere-value'], 'no usage plan that opens stage'],
    [['x-api-key', 'foreign-value'], 'No API key has this value'],
  ];
  for (const [headers, cause] of refused) {
    const answer = await gateway.call('GET', '/x', { headers });
    expect(answer).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
    expect(gateway.cause()).toContain(cause);
  }
  expect(upstream.seen).toEqual([]);
  const answer = await gateway.call('GET', '/x', { headers: ['X-Api-Key', 'good-value'] });
  expect(answer.status).toBe(200);
  expect(gateway.collect().series).toMatchObject([{ keyId: 'good', count: 1, resource: '/{proxy+}' }]);
  gateway.services.keys.isComplete = false;
  expect((await gateway.call('GET', '/x', { headers: ['x-api-key', 'good-value'] })).status).toBe(403);
});

test('throttles apply in the order plan method, plan, stage method; refused requests use up nothing', async () => {
  const routes = [
    route('GET', '/a', proxyTo(upstream.url), { apiKeyRequired: true }),
    route('GET', '/b', proxyTo(upstream.url), { apiKeyRequired: true }),
  ];
  const slow = { rateLimit: 0.001, burstLimit: 2 };
  await gateway.deploy(snapshot(routes));
  gateway.setPlan(
    plan({
      throttle: { rateLimit: 0.001, burstLimit: 3 },
      apiStages: [{ apiId, stage: 'prod', throttle: { '/a/GET': slow } }],
      quota: { limit: 100, offset: 0, period: 'DAY' },
    }),
  );
  gateway.setKey(key('k1', 'value-one'));
  gateway.setKey(key('k2', 'value-two'));
  const statuses = async (path: string, value: string, count: number) => {
    const answers: number[] = [];
    for (let i = 0; i < count; i += 1)
      answers.push((await gateway.call('GET', path, { headers: ['x-api-key', value] })).status);
    return answers;
  };
  expect(await statuses('/a', 'value-one', 3)).toEqual([200, 200, 429]);
  expect(gateway.cause()).toContain('usage plan plan1, GET /a');
  expect(await statuses('/b', 'value-one', 2)).toEqual([200, 429]);
  expect(gateway.cause()).toMatch(/throttle of usage plan plan1 is/);
  expect(await statuses('/a', 'value-two', 3)).toEqual([200, 200, 429]);

  const setting = { throttlingRateLimit: 0.001, throttlingBurstLimit: 1 };
  const methodSettings = {
    '~1b/GET': { ...defaultMethodSetting, ...setting },
  };
  gateway.setPlan(plan());
  await gateway.deploy(snapshot(routes), { methodSettings });
  expect(await statuses('/b', 'value-one', 2)).toEqual([200, 429]);
  expect(await statuses('/b', 'value-two', 1)).toEqual([429]);
  const answer = await gateway.call('GET', '/b', { headers: ['x-api-key', 'value-two'] });
  expect(answer.text).toBe('{"message":"Too Many Requests"}');
  expect(await statuses('/a', 'value-one', 3)).toEqual([200, 200, 200]);
});

test('a quota is used up by admitted requests only', async () => {
  await gateway.deploy(snapshot([proxied({ apiKeyRequired: true })]));
  gateway.setPlan(plan({ quota: { limit: 2, offset: 0, period: 'MONTH' } }));
  gateway.setKey(key('k1', 'value-one'));
  const call = () => gateway.call('GET', '/x', { headers: ['x-api-key', 'value-one'] });
  expect([(await call()).status, (await call()).status]).toEqual([200, 200]);
  const answer = await call();
  expect(answer).toMatchObject({ status: 429, text: '{"message":"Limit Exceeded"}' });
  expect(answer.headers['x-amzn-errortype']).toBe('LimitExceededException');
});

test('required parameters must be there and not blank', async () => {
  const requiredParameters = [
    { in: 'querystring', name: 'q' },
    { in: 'header', name: 'X-Trace' },
  ] as const;
  const validation = { body: false, requiredParameters: [...requiredParameters] };
  await gateway.deploy(snapshot([route('GET', '/search', proxyTo(upstream.url), { validation })]));
  const missing = await gateway.call('GET', '/search?q=%20');
  expect(missing.status).toBe(400);
  expect(missing.text).toBe('{"message":"Missing required request parameters: [q, X-Trace]"}');
  expect((await gateway.call('GET', '/search?q=1', { headers: ['x-trace', 'a'] })).status).toBe(200);
});

test('a body is checked against the model of its content type and reaches the upstream unchanged', async () => {
  const validation = { body: true, requiredParameters: null };
  const models = { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } };
  const post = route('POST', '/pets', proxyTo(upstream.url), {
    validation,
    requestModels: { 'application/json': 'Pet' },
  });
  await gateway.deploy(snapshot([post], { models }));
  const send = (body: string, headers: string[] = ['content-type', 'application/json; charset=utf-8']) =>
    gateway.call('POST', '/pets', { body, headers });
  expect((await send('{"name":"Rex"}')).status).toBe(200);
  expect(upstream.seen[0]?.body).toBe('{"name":"Rex"}');
  for (const body of ['{"name":7}', '{}', '', 'no json']) {
    expect(await send(body)).toMatchObject({ status: 400, text: '{"message":"Invalid request body"}' });
  }
  expect(gateway.cause()).toContain('not JSON');
  expect((await send('a=1', ['content-type', 'text/plain'])).status).toBe(200);
});

test('gateway responses can be customised, and the defaults stand for all of their class', async () => {
  const gatewayResponses: GatewayResponse[] = [
    {
      responseType: 'THROTTLED',
      statusCode: '420',
      responseParameters: {
        'gatewayresponse.header.Retry-After': "'5'",
        'gatewayresponse.header.X-Path': 'context.path',
        'gatewayresponse.header.X-Echo': 'method.request.header.x-echo',
      },
      responseTemplates: {
        'application/json':
          '{"why":$context.error.messageString,"ua":"$context.identity.userAgent","v":"$stageVariables.v"}',
      },
    },
    {
      responseType: 'DEFAULT_4XX',
      statusCode: null,
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      responseTemplates: {},
    },
  ];
  const methodSettings = { '*/*': { ...defaultMethodSetting, throttlingRateLimit: 0, throttlingBurstLimit: 0 } };
  await gateway.deploy(snapshot([proxied()], { gatewayResponses }), { methodSettings, variables: { v: '7' } });
  const throttled = await gateway.call('GET', '/x', { headers: ['user-agent', 'a"b', 'x-echo', 'hello'] });
  expect(throttled.status).toBe(420);
  expect(JSON.parse(throttled.text)).toEqual({ why: 'Too Many Requests', ua: 'a"b', v: '7' });
  expect(throttled.headers).toMatchObject({ 'retry-after': '5', 'x-path': `/${apiId}/prod/x`, 'x-echo': 'hello' });
  const other = await gateway.call('PROPFIND', '/x');
  expect(other.status).toBe(404);
  expect(other.headers['access-control-allow-origin']).toBe('*');
  expect(JSON.parse(other.text)).toEqual({ message: 'PROPFIND is not a method of this resource.' });
});

test('a MOCK integration answers by its templates and chosen response', async () => {
  const integration: Integration = {
    ...mockIntegration(),
    requestTemplates: { 'application/json': '{"statusCode": #if($input.params("fail") == "yes") 503 #else 200 #end}' },
    integrationResponses: [
      {
        statusCode: '200',
        selectionPattern: null,
        responseParameters: {
          'method.response.header.X-Kind': "'fine'",
          'method.response.header.X-Trace': 'context.requestId',
        },
        responseTemplates: { 'application/json': '{"id":"$input.params("petId")","stage":"$context.stage"}' },
        contentHandling: null,
      },
      {
        statusCode: '500',
        selectionPattern: '5\\d\\d',
        responseParameters: {},
        responseTemplates: { 'text/plain': 'failed' },
        contentHandling: null,
      },
    ],
  };
  await gateway.deploy(snapshot([route('GET', '/pets/{petId}', integration)]));
  const fine = await gateway.call('GET', '/pets/a%20b');
  expect(fine).toMatchObject({ status: 200, text: '{"id":"a b","stage":"prod"}' });
  expect(fine.headers).toMatchObject({
    'x-kind': 'fine',
    'x-trace': fine.headers['x-amzn-requestid'],
    'content-type': 'application/json',
  });
  const failed = await gateway.call('GET', '/pets/1?fail=yes');
  expect(failed).toMatchObject({ status: 500, text: 'failed' });
  expect(failed.headers['content-type']).toBe('text/plain');
});

test('an unmatched content type passes or is refused as the passthrough behavior says', async () => {
  const mock = (
    passthroughBehavior: 'NEVER' | 'WHEN_NO_TEMPLATES' | 'WHEN_NO_MATCH',
    requestTemplates: Record<string, string>,
  ) => ({
    ...mockIntegration(),
    passthroughBehavior,
    requestTemplates,
  });
  const json = { 'application/json': '{"statusCode":200}' };
  await gateway.deploy(
    snapshot([
      route('POST', '/never', mock('NEVER', json)),
      route('POST', '/templates', mock('WHEN_NO_TEMPLATES', json)),
      route('POST', '/none', mock('WHEN_NO_TEMPLATES', {})),
      route('POST', '/match', mock('WHEN_NO_MATCH', json)),
    ]),
  );
  const status = async (path: string) =>
    (await gateway.call('POST', path, { body: '{"statusCode":200}', headers: ['content-type', 'text/plain'] })).status;
  expect([await status('/never'), await status('/templates'), await status('/none'), await status('/match')]).toEqual([
    415, 415, 200, 200,
  ]);
});
