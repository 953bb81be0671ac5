import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { leastOf } from '#tools/testing/least-of.ts';
import { apiId, key, plan, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

type Event = Record<string, unknown> & { methodArn: string };
type Reply = { status?: number; headers?: Record<string, string>; body: unknown };

/** A service with the contract of Lambda authorizers: over plain HTTP, and as Lambda's Invoke. */
class AuthorizerServer {
  readonly events: Event[] = [];
  readonly requests: IncomingMessage[] = [];
  reply: (event: Event) => Reply | Promise<Reply> = () => ({ body: allowAll });
  private server: Server | null = null;

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        const event = JSON.parse(text) as Event;
        this.events.push(event);
        this.requests.push(request);
        void Promise.resolve(this.reply(event)).then(({ status = 200, headers = {}, body }) => {
          response.writeHead(status, { 'content-type': 'application/json', ...headers });
          response.end(typeof body === 'string' ? body : JSON.stringify(body));
        });
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

const policyOf = (Resource: string | string[], Effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
});
const anyAction = { Version: '2012-10-17', Statement: [{ Action: '*', Effect: 'Allow', Resource: '*' }] };
const allowAll = { principalId: 'ann', policyDocument: policyOf('*') };

let gateway: Harness;
const service = new AuthorizerServer();
const upstream = new UpstreamServer();

beforeAll(async () => {
  await Promise.all([service.start(), upstream.start()]);
  gateway = await Harness.start({
    environment: {
      AWS_ENDPOINT_URL_LAMBDA: service.url,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
    },
  });
});
afterAll(async () => {
  service.stop();
  await Promise.all([gateway.stop(), upstream.stop()]);
});
beforeEach(() => {
  service.reply = () => ({ body: allowAll });
});
afterEach(() => {
  service.events.length = 0;
  service.requests.length = 0;
  upstream.seen.length = 0;
});

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:check';

function authorizer(change: Partial<Authorizer> = {}): Authorizer {
  return {
    id: 'auth1',
    name: 'check',
    type: 'TOKEN',
    providerARNs: [],
    authType: null,
    authorizerUri: `${service.url}/check`,
    authorizerCredentials: null,
    identitySource: 'method.request.header.Authorization',
    identityValidationExpression: null,
    authorizerResultTtlInSeconds: 0,
    jwtConfiguration: null,
    ...change,
  };
}

let deployed = 0;

async function deploy(
  change: Partial<Authorizer> = {},
  {
    api = {},
    apiKeyRequired = false,
    stage = {},
  }: { api?: Partial<ApiSnapshot['api']>; apiKeyRequired?: boolean; stage?: object } = {},
): Promise<void> {
  const echo = {
    ...mockIntegration(),
    type: 'HTTP' as const,
    httpMethod: 'POST',
    uri: upstream.url,
    requestTemplates: {
      'application/json': '{"authorizer":"$context.authorizer.principalId $context.authorizer.plan"}',
    },
  };
  const routes = ['/pets', '/pets/{petId}', '/{proxy+}'].map((path) =>
    route('ANY', path, echo, { authorizationType: 'CUSTOM', authorizerId: 'auth1', apiKeyRequired }),
  );
  const design = snapshot(routes, {
    authorizers: { auth1: authorizer({ ...change, name: `check${(deployed += 1)}` }) },
  });
  await gateway.deploy({ ...design, api: { ...design.api, ...api } }, stage);
}

const call = (path: string, headers: string[] = ['authorization', 'token'], method = 'GET') =>
  gateway.call(method, path, { headers });

test('TOKEN: the event, the answer in $context, and 401 without a call when there is no token', async () => {
  await deploy();
  service.reply = () => ({ body: { ...allowAll, context: { plan: 7, on: true, none: null } } });
  expect((await call('/pets/7?a=1')).status).toBe(200);
  expect(service.events).toEqual([
    {
      type: 'TOKEN',
      methodArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/GET/pets/7`,
      authorizationToken: 'token',
    },
  ]);
  expect(upstream.seen[0]?.body).toBe('{"authorizer":"ann 7"}');
  for (const headers of [[], ['authorization', ''], ['authorization', 'a', 'authorization', 'b']]) {
    const { status, headers: answered } = await call('/pets', headers);
    expect([status, answered['x-amzn-errortype']]).toEqual([401, 'UnauthorizedException']);
  }
  expect(service.events).toHaveLength(1);
});

test('TOKEN: the validation expression is the whole token, and decides before the call', async () => {
  await deploy({ identityValidationExpression: 'Bearer [a-z]+' });
  expect((await call('/pets', ['authorization', 'Bearer abc'])).status).toBe(200);
  expect((await call('/pets', ['authorization', 'xBearer abc'])).status).toBe(401);
  expect((await call('/pets', ['authorization', 'Bearer abc1'])).text).toContain('not the form');
  expect(service.events).toHaveLength(1);
  await deploy({ identityValidationExpression: '(a+)+b' });
  const takenMs = await leastOf(500, async () => {
    const startedAtMs = performance.now();
    expect((await call('/pets', ['authorization', 'a'.repeat(8_000)])).status).toBe(401);
    return performance.now() - startedAtMs;
  });
  expect(takenMs).toBeLessThan(500);
});

test('REQUEST: all identity sources are there, and the event is the whole request but its body', async () => {
  const identitySource =
    'method.request.header.X-Who, method.request.querystring.who,stageVariables.env,context.identity.sourceIp';
  await deploy({ type: 'REQUEST', identitySource }, { stage: { variables: { env: 'blue' } } });
  expect((await call('/pets/7?who=1&x=a%20b&x=2', ['x-who', 'ann', 'accept', 'a', 'accept', 'b'])).status).toBe(200);
  const [event] = service.events;
  expect(event).toMatchObject({
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/prod/GET/pets/7`,
    resource: '/pets/{petId}',
    path: '/pets/7',
    httpMethod: 'GET',
    headers: { 'x-who': 'ann', accept: 'b' },
    multiValueHeaders: { 'x-who': ['ann'], accept: ['a', 'b'] },
    queryStringParameters: { who: '1', x: '2' },
    multiValueQueryStringParameters: { who: ['1'], x: ['a b', '2'] },
    pathParameters: { petId: '7' },
    stageVariables: { env: 'blue' },
    requestContext: {
      accountId: '123456789012',
      apiId,
      stage: 'prod',
      httpMethod: 'GET',
      path: '/prod/pets/7',
      resourcePath: '/pets/{petId}',
      identity: { sourceIp: '127.0.0.1', accessKey: null, userArn: null },
    },
  });
  expect(event).not.toHaveProperty('authorizationToken');
  expect((await call('/pets/7?who=1', [])).text).toContain('no header x-who');
  expect((await call('/pets/7?who=', ['x-who', 'ann'])).status).toBe(401);
  expect(service.events).toHaveLength(1);
});

test("REQUEST: how a caller came here is the gateway's to say, in the event and in the key of what is kept", async () => {
  const identitySource = 'method.request.header.X-Forwarded-For';
  await deploy({ type: 'REQUEST', identitySource, authorizerResultTtlInSeconds: 300 });
  const madeUp = ['x-forwarded-for', '10.0.0.1', 'X-Forwarded-For', '10.0.0.2', 'X-Forwarded-Proto', 'https'];
  expect((await call('/pets', [...madeUp, 'x-forwarded-port', '443'])).status).toBe(200);
  const headers = {
    'X-Forwarded-For': '10.0.0.1, 10.0.0.2, 127.0.0.1',
    'X-Forwarded-Port': '80',
    'X-Forwarded-Proto': 'http',
  };
  expect(service.events[0]).toMatchObject({ headers });
  expect(service.events[0]?.headers).not.toHaveProperty('x-forwarded-for');
  // The address of the connection is enough: every request has it.
  expect((await call('/pets', [])).status).toBe(200);
  expect(service.events.map((event) => (event.headers as Record<string, string>)['X-Forwarded-For'])).toEqual([
    headers['X-Forwarded-For'],
    '127.0.0.1',
  ]);
});

test('each wrong answer has its status, and its cause goes to the team only', async () => {
  await deploy();
  const answers: [Reply, number, string][] = [
    [{ status: 401, body: '' }, 401, 'answered 401'],
    [{ status: 503, body: '' }, 500, 'answered 503'],
    [{ body: 'not json' }, 500, 'not JSON'],
    [{ body: [] }, 500, 'not a JSON object'],
    [{ body: { policyDocument: policyOf('*') } }, 500, 'no principalId'],
    [{ body: { principalId: 'ann' } }, 500, 'no policyDocument'],
    [{ body: { ...allowAll, context: { deep: {} } } }, 500, 'context.deep'],
    [
      { body: { ...allowAll, policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: 'pets' }] } } },
      500,
      'no ARN',
    ],
    [{ body: { ...allowAll, policyDocument: policyOf('*', 'allow') } }, 500, 'Effect'],
    [{ body: { ...allowAll, usageIdentifierKey: 7 } }, 500, 'usageIdentifierKey'],
    [{ body: { ...allowAll, padding: 'x'.repeat(70_000) } }, 500, 'more than'],
    [{ body: { ...allowAll, policyDocument: policyOf('*', 'Deny') } }, 403, 'denies'],
    [{ body: { ...allowAll, policyDocument: policyOf('arn:aws:execute-api:*:*:other/*') } }, 403, 'does not allow'],
  ];
  for (const [reply, status, cause] of answers) {
    service.reply = () => reply;
    const answer = await call('/pets');
    expect([answer.status, cause]).toEqual([status, cause]);
    expect(gateway.cause()).toContain(cause);
    if (status === 500) expect(answer.text).toBe('{"message":"Internal server error"}');
  }
  await deploy({ authorizerUri: 'http://127.0.0.1:1/' });
  expect((await call('/pets')).headers['x-amzn-errortype']).toBe('InternalServerErrorException');
  expect(upstream.seen).toEqual([]);
});

test('aws-strict has the words of AWS', async () => {
  await deploy({}, { api: { behavior: 'aws-strict' } });
  expect((await call('/pets', [])).text).toBe('{"message":"Unauthorized"}');
  service.reply = () => ({ body: { ...allowAll, policyDocument: policyOf('*', 'Deny') } });
  expect((await call('/pets')).text).toBe(
    '{"message":"User is not authorized to access this resource with an explicit deny"}',
  );
});

test('the access log says how the function answered, and nothing of it when its answer was kept', async () => {
  const format =
    '{"id":"$context.requestId","asked":"$context.authorizer.requestId","status":"$context.authorizer.status","service":"$context.authorizer.integrationStatus","ms":"$context.authorizer.integrationLatency"}';
  const authorizerUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const accessLogSettings = { format, destinationArn: null };
  await deploy({ authorizerUri, authorizerResultTtlInSeconds: 300 }, { stage: { accessLogSettings } });
  gateway.accessLog.length = 0;
  const lineAfterCall = async (token: string) => {
    await call('/pets', ['authorization', token]);
    await expect.poll(() => gateway.accessLog.length).toBe(1);
    return JSON.parse(gateway.accessLog.pop() ?? '') as Record<string, string>;
  };
  service.reply = () => ({ headers: { 'x-amzn-requestid': 'call-1' }, body: allowAll });
  const asked = { asked: 'call-1', status: '200', service: '200', ms: expect.stringMatching(/^\d+$/) };
  expect(await lineAfterCall('kept')).toMatchObject(asked);
  expect(await lineAfterCall('kept')).toMatchObject({ asked: '-', status: '200', service: '-', ms: '-' });
  service.reply = () => ({
    headers: { 'x-amzn-requestid': 'call-2', 'x-amz-function-error': 'Unhandled' },
    body: { errorMessage: 'Unauthorized' },
  });
  expect(await lineAfterCall('other')).toMatchObject({ ...asked, asked: 'call-2', status: '401' });
});

test('a Lambda function is invoked signed, and "Unauthorized" is 401 where other errors are 500', async () => {
  const authorizerUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn.replace('check', '${stageVariables.fn}')}/invocations`;
  await deploy({ authorizerUri }, { stage: { variables: { fn: 'check' } } });
  expect((await call('/pets')).status).toBe(200);
  expect(service.requests[0]?.url).toBe(`/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`);
  expect(service.requests[0]?.headers.authorization).toContain('/eu-west-1/lambda/aws4_request');
  const failing = (errorMessage: string) => ({
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: { errorMessage },
  });
  service.reply = () => failing('Unauthorized');
  expect((await call('/pets')).status).toBe(401);
  service.reply = () => failing('boom');
  expect((await call('/pets')).status).toBe(500);
  expect(gateway.cause()).toContain('boom');
  service.reply = () => ({ status: 404, body: {} });
  expect((await call('/pets')).status).toBe(500);
  await deploy({ authorizerUri }, { stage: { variables: { fn: 'x/../y' } } });
  expect((await call('/pets')).status).toBe(500);
  expect(gateway.cause()).toContain('no Lambda function');
});

test('answers are kept by the identity for their time, and the kept policy is evaluated for each method', async () => {
  await deploy({ authorizerResultTtlInSeconds: 300 });
  service.reply = ({ methodArn }) => ({ body: { ...allowAll, policyDocument: policyOf(methodArn) } });
  expect((await call('/pets')).status).toBe(200);
  expect((await call('/pets')).status).toBe(200);
  expect((await call('/pets/7')).status).toBe(403);
  expect((await call('/pets', ['authorization', 'other'])).status).toBe(200);
  expect(service.events).toHaveLength(2);
  service.reply = () => ({ status: 401, body: '' });
  expect((await call('/pets', ['authorization', 'third'])).status).toBe(401);
  expect((await call('/pets', ['authorization', 'third'])).status).toBe(401);
  expect(service.events).toHaveLength(4);
});

test('a flush, another stage and another authorizer do not find what was kept; requests that miss together ask once', async () => {
  const change = { authorizerResultTtlInSeconds: 300 };
  await deploy(change);
  service.reply = () => new Promise((resolve) => setTimeout(() => resolve({ body: allowAll }), 50));
  const together = await Promise.all(Array.from({ length: 20 }, () => call('/pets')));
  expect(together.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(service.events).toHaveLength(1);
  const design = snapshot(
    [route('ANY', '/{proxy+}', mockIntegration(), { authorizationType: 'CUSTOM', authorizerId: 'auth1' })],
    {
      authorizers: { auth1: authorizer({ ...change, name: `check${deployed}` }) },
    },
  );
  await gateway.deploy(design);
  await call('/pets');
  expect(service.events).toHaveLength(1);
  await gateway.deploy(design, { authorizerCacheEpoch: 1 });
  await call('/pets');
  expect(service.events).toHaveLength(2);
  await gateway.deploy(design, { stageName: 'beta' });
  await gateway.call('GET', '/pets', { headers: ['authorization', 'token'], prefix: `/${apiId}/beta` });
  expect(service.events).toHaveLength(3);
});

test('the resource policy denies before the authorizer is asked, and with it allows by either (Table A)', async () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/prod/*' };
  const local = { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } };
  const policy = (...Statement: unknown[]) => ({ api: { policy: JSON.stringify({ Statement }) } });
  await deploy({}, policy({ ...statement, Effect: 'Deny', Condition: local }));
  expect((await call('/pets')).status).toBe(403);
  expect(service.events).toEqual([]);
  service.reply = () => ({ body: { ...allowAll, policyDocument: policyOf('arn:aws:execute-api:*:*:other/*') } });
  await deploy({}, policy({ ...statement, Condition: local }));
  expect((await call('/pets')).status).toBe(200);
  await deploy({}, policy({ ...statement, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }));
  expect((await call('/pets')).status).toBe(403);
});

test('who may invalidate the cache is decided by both policies too', async () => {
  const Principal = '*';
  const policy = (...Statement: unknown[]) => ({ api: { policy: JSON.stringify({ Statement }) } });
  const setting = {
    ...{ ...defaultMethodSetting, cachingEnabled: true },
    unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' as const,
  };
  const stage = { cacheClusterSize: '0.5', methodSettings: { '*/*': setting } };
  const invalidate = () => call('/pets', ['authorization', 'token', 'cache-control', 'max-age=0']);
  service.reply = () => ({ body: { ...allowAll, policyDocument: anyAction } });
  await deploy({}, { stage });
  expect((await invalidate()).status).toBe(200);
  const statement = { Effect: 'Deny', Principal, Action: 'execute-api:InvalidateCache', Resource: 'execute-api:/*' };
  await deploy({}, { ...policy(statement), stage });
  expect((await call('/pets')).status).toBe(200);
  expect((await invalidate()).status).toBe(403);
});

test('a method without authorization needs an explicit allow of the resource policy', async () => {
  const open = snapshot(
    ['/pets', '/{proxy+}'].map((path) =>
      route('GET', path, { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } }),
    ),
  );
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/prod/GET/pets',
  };
  const withPolicy = (behavior: 'friendly' | 'aws-strict', ...Statement: unknown[]) =>
    gateway.deploy({ ...open, api: { ...open.api, behavior, policy: JSON.stringify({ Statement }) } });
  await withPolicy('aws-strict', statement);
  expect((await call('/pets', [])).status).toBe(200);
  // Every spelling of a path is the one path that routes and policies see.
  for (const spelling of ['/pets/', '/%70ets', '//pets']) expect((await call(spelling, [])).status, spelling).toBe(200);
  expect((await call('/other', [])).text).toBe(
    '{"message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:petstore01/prod/GET/other"}',
  );
  const deny = { ...statement, Effect: 'Deny', Resource: 'execute-api:/prod/GET/pets/@me' };
  await withPolicy('friendly', { ...statement, Resource: '*' }, deny);
  for (const spelling of ['/pets/@me', '/pets/%40me', '/pets/@me/', '/%70ets//%40me']) {
    expect((await call(spelling, [])).status, spelling).toBe(403);
  }
  expect((await call('/pets/@you', [])).status).toBe(200);
  // A lenient upstream may read these as the path that is denied.
  for (const spelling of ['/pets%2F@me', '/pets%5c@me', '/pets/@me;a=b', '/;a/pets;b/@me']) {
    expect((await call(spelling, [])).status, spelling).toBe(403);
  }
  expect((await call('/pets%2F@you;a', [])).status).toBe(200);
});

test('API keys come from the authorizer where the API says so', async () => {
  await deploy({}, { api: { apiKeySource: 'AUTHORIZER' }, apiKeyRequired: true });
  gateway.setPlan(plan());
  gateway.setKey(key('good', 'good-value'));
  service.reply = () => ({ body: { ...allowAll, usageIdentifierKey: 'good-value' } });
  expect((await call('/pets')).status).toBe(200);
  service.reply = () => ({ body: { ...allowAll, usageIdentifierKey: 'unknown' } });
  expect((await call('/pets')).status).toBe(403);
  service.reply = () => ({ body: allowAll });
  expect((await call('/pets', ['authorization', 'token', 'x-api-key', 'good-value'])).status).toBe(403);
});

test('a method ARN of more than 1,600 bytes is 414', async () => {
  await deploy();
  expect((await call(`/pets/${'x'.repeat(1_600)}`)).status).toBe(414);
  expect(service.events).toEqual([]);
});

test('an authorizer at a private address is not called unless the workspace allows it', async () => {
  const guarded = await Harness.start({ allowPrivate: false });
  const design = snapshot(
    [route('GET', '/pets', mockIntegration(), { authorizationType: 'CUSTOM', authorizerId: 'auth1' })],
    {
      authorizers: { auth1: authorizer() },
    },
  );
  await guarded.deploy(design);
  expect((await guarded.call('GET', '/pets', { headers: ['authorization', 'token'] })).status).toBe(500);
  expect(service.events).toEqual([]);
  await guarded.stop();
});
