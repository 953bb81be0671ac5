import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { apiId, route, snapshot, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
/** Stands where Lambda's Invoke is; it answers what a test says. */
const lambda = new UpstreamServer();

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:hello';
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}:\${stageVariables.alias}/invocations`;

function proxy(change: Partial<Integration> = {}): Integration {
  return {
    ...mockIntegration(),
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri,
    requestTemplates: {},
    integrationResponses: [],
    ...change,
  };
}

const variables = { alias: 'live' };

function answers(payload: unknown, headers: Record<string, string> = {}, status = 200): void {
  lambda.answer = (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers: seen, rawHeaders } = incoming;
      lambda.seen.push({ method, url, headers: seen, rawHeaders, body: Buffer.concat(chunks).toString('utf8') });
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
      outgoing.end(typeof payload === 'string' ? payload : JSON.stringify(payload));
    });
  };
}

function event(): Record<string, unknown> & { requestContext: Record<string, unknown> } {
  return JSON.parse(lambda.seen.at(-1)?.body ?? '{}') as ReturnType<typeof event>;
}

beforeAll(async () => {
  await lambda.start();
  gateway = await Harness.start({
    allowPrivate: false,
    environment: {
      AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await lambda.stop();
});
beforeEach(() => {
  lambda.seen.length = 0;
});

test('a proxy integration gives the function the whole request as an event', async () => {
  await gateway.deploy(snapshot([route('ANY', '/pets/{petId}/{rest+}', proxy())]), { variables });
  answers({
    statusCode: 201,
    headers: { 'X-Made': 'yes' },
    multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
    body: '{"ok":true}',
  });
  const answer = await gateway.call('POST', '/pets/a%20b/c/d?q=1&q=2&r=%C3%BC', {
    headers: [
      'Content-Type',
      'application/json',
      'X-Own',
      'a',
      'x-own',
      'b',
      'X-Forwarded-For',
      '9.9.9.9',
      'X-Forwarded-For',
      '8.8.8.8',
      'User-Agent',
      'test',
    ],
    body: '{"n":"ü"}',
  });
  expect(answer).toMatchObject({
    status: 201,
    text: '{"ok":true}',
    headers: { 'x-made': 'yes', 'set-cookie': ['a=1', 'b=2'], 'content-type': 'application/json' },
  });
  const [seen] = lambda.seen;
  expect(seen?.method).toBe('POST');
  expect(seen?.url).toBe(`/2015-03-31/functions/${encodeURIComponent(`${arn}:live`)}/invocations`);
  expect(seen?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/lambda\/aws4_request, /,
  );
  expect(seen?.headers['x-amz-invocation-type']).toBe('RequestResponse');
  expect(event()).toEqual({
    resource: '/pets/{petId}/{rest+}',
    path: '/pets/a b/c/d',
    httpMethod: 'POST',
    headers: expect.objectContaining({
      'X-Own': 'b',
      'X-Forwarded-For': '9.9.9.9, 8.8.8.8, 127.0.0.1',
      'X-Forwarded-Proto': 'http',
    }) as unknown,
    multiValueHeaders: expect.objectContaining({
      'X-Own': ['a', 'b'],
      'Content-Type': ['application/json'],
    }) as unknown,
    queryStringParameters: { q: '2', r: 'ü' },
    multiValueQueryStringParameters: { q: ['1', '2'], r: ['ü'] },
    pathParameters: { petId: 'a b', rest: 'c/d' },
    stageVariables: variables,
    requestContext: {
      resourceId: expect.any(String) as unknown,
      resourcePath: '/pets/{petId}/{rest+}',
      httpMethod: 'POST',
      extendedRequestId: expect.any(String) as unknown,
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:/) as unknown,
      requestTimeEpoch: expect.any(Number) as unknown,
      path: expect.stringContaining('/prod/pets/') as unknown,
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      requestId: answer.headers['x-amzn-requestid'],
      deploymentId: 'dep1',
      apiId,
      identity: {
        ...{
          cognitoIdentityPoolId: null,
          accountId: null,
          cognitoIdentityId: null,
          caller: null,
          principalOrgId: null,
        },
        ...{
          accessKey: null,
          cognitoAuthenticationType: null,
          cognitoAuthenticationProvider: null,
          userArn: null,
          user: null,
        },
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
    },
    body: '{"n":"ü"}',
    isBase64Encoded: false,
  });
});

test('what a request does not have is null', async () => {
  await gateway.deploy(snapshot([route('GET', '/', proxy({ uri: uri.replace(':${stageVariables.alias}', '') }))]));
  answers({});
  expect((await gateway.call('GET', '')).status).toBe(200);
  expect(event()).toMatchObject({
    path: '/',
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
  });
});

test('binary bodies are base64 on their way to the function and back', async () => {
  const bytes = Buffer.from([0, 1, 2, 255]).toString('latin1');
  const api = { ...snapshot([]).api, binaryMediaTypes: ['image/*'] };
  answers({ headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: 'iVBORw==' });
  for (const behavior of ['friendly', 'aws-strict'] as const) {
    await gateway.deploy(snapshot([route('POST', '/i', proxy())], { api: { ...api, behavior } }), { variables });
    const answer = await gateway.call('POST', '/i', { headers: ['content-type', 'image/png'], body: bytes });
    expect(event()).toMatchObject({ isBase64Encoded: true });
    expect(answer.text).toContain('PNG');
  }
  answers({ headers: { 'content-type': 'text/plain' }, isBase64Encoded: true, body: 'aGVsbG8=' });
  const accept = ['accept', 'text/plain, image/png'];
  expect((await gateway.call('POST', '/i', { headers: accept })).text).toBe('aGVsbG8=');
  expect((await gateway.call('POST', '/i', { headers: ['accept', 'image/png, text/plain'] })).text).toBe('hello');
  await gateway.deploy(snapshot([route('POST', '/i', proxy())], { api: { ...api, behavior: 'friendly' } }), {
    variables,
  });
  expect((await gateway.call('POST', '/i', { headers: accept })).text).toBe('hello');
});

test('where every type is binary, so is a body that names none', async () => {
  answers({});
  const api = { ...snapshot([]).api, binaryMediaTypes: ['*/*'] };
  await gateway.deploy(snapshot([route('POST', '/i', proxy())], { api }), { variables });
  await gateway.call('POST', '/i', { body: 'bytes' });
  expect(event()).toMatchObject({ isBase64Encoded: true, body: Buffer.from('bytes').toString('base64') });
});

test('strict APIs remap what AWS remaps, friendly ones do not', async () => {
  answers({ headers: { 'WWW-Authenticate': 'Basic', Server: 'fn', 'X-Ok': '1' } });
  const { api } = snapshot([]);
  await gateway.deploy(snapshot([route('GET', '/x', proxy())], { api: { ...api, behavior: 'aws-strict' } }), {
    variables,
  });
  expect((await gateway.call('GET', '/x')).headers).toMatchObject({
    'x-amzn-remapped-www-authenticate': 'Basic',
    'x-amzn-remapped-server': 'fn',
    'x-ok': '1',
  });
  await gateway.deploy(snapshot([route('GET', '/x', proxy())]), { variables });
  expect((await gateway.call('GET', '/x')).headers).toMatchObject({ 'www-authenticate': 'Basic', server: 'fn' });
});

test('a malformed response, a function that threw and one that is too slow', async () => {
  await gateway.deploy(snapshot([route('GET', '/x', proxy())]), { variables });
  answers({ statusCode: 200, body: { not: 'a string' } });
  expect(await gateway.call('GET', '/x')).toMatchObject({ status: 502, text: '{"message":"Internal server error"}' });
  expect(gateway.cause()).toContain('/body is an object, not a string');
  answers({ errorMessage: 'boom', errorType: 'Error' }, { 'x-amz-function-error': 'Unhandled' });
  expect((await gateway.call('GET', '/x')).status).toBe(502);
  expect(gateway.cause()).toContain('The function failed: boom');
  answers({ Message: 'Rate exceeded' }, {}, 429);
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  lambda.answer = () => undefined;
  await gateway.deploy(snapshot([route('GET', '/x', proxy({ timeoutInMillis: 100 }))]), { variables });
  expect(await gateway.call('GET', '/x')).toMatchObject({
    status: 504,
    text: '{"message":"Endpoint request timed out"}',
  });
});

test('a request that makes an event above 6 MB is refused', async () => {
  await gateway.deploy(snapshot([route('POST', '/x', proxy())]), { variables });
  expect((await gateway.call('POST', '/x', { body: 'a'.repeat(6 * 1024 * 1024) })).status).toBe(413);
  expect(lambda.seen).toHaveLength(0);
});

test('a custom integration selects its response by the error’s message, and an unmapped error is the default', async () => {
  const response = (statusCode: string, selectionPattern: string | null, text: string) => ({
    statusCode,
    selectionPattern,
    responseParameters: {},
    responseTemplates: { 'application/json': text },
    contentHandling: null,
  });
  const integration = proxy({
    type: 'AWS',
    requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    requestTemplates: { 'application/json': '{"who": "$input.params(\'who\')"}' },
    integrationResponses: [
      response('200', null, '{"said": $input.json("$")}'),
      response('404', '.*not found.*', '{"why": $input.json("$.errorMessage")}'),
    ],
  });
  await gateway.deploy(snapshot([route('GET', '/x', integration)]), { variables });
  answers('"hi"');
  expect(await gateway.call('GET', '/x?who=Ann')).toMatchObject({ status: 200, text: '{"said": "hi"}' });
  expect(lambda.seen[0]).toMatchObject({ body: '{"who": "Ann"}', headers: { 'x-amz-invocation-type': 'Event' } });
  const thrown = { 'x-amz-function-error': 'Unhandled' };
  answers({ errorMessage: 'pet not found here' }, thrown);
  expect(await gateway.call('GET', '/x')).toMatchObject({ status: 404, text: '{"why": "pet not found here"}' });
  answers({ errorMessage: 'other' }, thrown);
  expect((await gateway.call('GET', '/x')).status).toBe(200);
  answers({ errorMessage: 'not found, but no error' });
  expect((await gateway.call('GET', '/x')).status).toBe(200);
  answers({ Message: 'Function not found' }, {}, 404);
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  expect(gateway.cause()).toContain('Lambda answered 404');
});

test('the gateway calls functions of its own, and a caller’s credentials are refused where there are none', async () => {
  answers({ policy: 1 });
  const call = {
    workspaceId,
    functionArn: arn,
    credentialsArn: null,
    payload: Buffer.from('{"type":"TOKEN"}'),
    timeoutMs: 1_000,
  };
  const answer = await gateway.services.lambda.invoke(call);
  expect({ ...answer, payload: answer.payload.toString() }).toEqual({
    status: 200,
    functionError: null,
    requestId: null,
    payload: '{"policy":1}',
  });
  expect(lambda.seen[0]?.body).toBe('{"type":"TOKEN"}');
  await gateway.deploy(snapshot([route('GET', '/x', proxy({ credentials: 'arn:aws:iam::*:user/*' }))]), { variables });
  expect((await gateway.call('GET', '/x')).status).toBe(500);
  expect(gateway.cause()).toContain('caller’s own AWS credentials');
});

test('without credentials the request is not sent', async () => {
  const bare = await Harness.start({ environment: { AWS_ENDPOINT_URL: lambda.url } });
  await bare.deploy(snapshot([route('GET', '/x', proxy())]), { variables });
  expect((await bare.call('GET', '/x')).status).toBe(500);
  expect(bare.cause()).toContain('The request cannot be signed: The workspace has no default AWS credentials');
  expect(lambda.seen).toHaveLength(0);
  await bare.stop();
});
