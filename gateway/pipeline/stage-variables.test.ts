import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import type { ApiSnapshot, Route } from '#core/snapshot/schema.ts';
import { proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';

/** Every place in which AWS API Gateway takes stage variables ("stage variables reference"), and those that are ours. */

type Seen = { method: string; url: string; host: string; header: string; authorization: string; body: string };
const seen: Seen[] = [];
let server: Server;
let port: number;
let gateway: Harness;

const allow = JSON.stringify({
  principalId: 'ann',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
  },
});
const assumed = (arn: string) =>
  `<C><AccessKeyId>ASIA${arn.split('/').at(-1)}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></C>`;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const roleArn = new URLSearchParams(body).get('RoleArn');
      if (roleArn !== null) return void response.end(assumed(roleArn));
      const { host = '', authorization = '' } = headers;
      seen.push({ method, url, host, authorization, header: String(headers['x-variable']), body });
      if (url.includes('check')) return void response.end(allow);
      response.end(url.includes('/functions/') ? '{"statusCode":200}' : '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  gateway = await Harness.start({
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen.length = 0;
});

const functions = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions';
const lambdaArn = 'arn:aws:lambda:eu-west-1:123456789012:function';
const invoked = (name: string) => `/2015-03-31/functions/${encodeURIComponent(`${lambdaArn}:${name}`)}/invocations`;
const [usual] = mockIntegration().integrationResponses;
if (!usual) throw new Error('A mock integration has a response.');

const http = (uri: string, change: Partial<Integration> = {}): Integration => ({
  ...{ ...mockIntegration(), type: 'HTTP', httpMethod: 'POST', requestTemplates: {}, uri },
  ...change,
});
const aws = (uri: string, change: Partial<Integration> = {}): Integration => http(uri, { type: 'AWS', ...change });
const lambda = (uri: string): Integration => proxyTo(uri, { type: 'AWS_PROXY', httpMethod: 'POST' });
const mapped = { requestParameters: { 'integration.request.header.x-variable': 'stageVariables.name' } };
const template = {
  requestTemplates: { 'application/json': '$stageVariables.name ${stageVariables.name} ${stageVariables["name"]}' },
};

async function call(integration: Integration, change: Partial<Route> = {}, design: Partial<ApiSnapshot> = {}) {
  const variables = {
    ...{ host: `127.0.0.1:${port}`, port: String(port), name: 'blue', first: '127', target: 'action/ListQueues' },
    ...{ version: '7', role: 'role/reader', check: 'check', url: `127.0.0.1:${port}/check` },
  };
  await gateway.deploy(snapshot([route('POST', '/x', integration, change)], design), { variables });
  return gateway.call('POST', '/x', { body: '{}', headers: ['authorization', 'token'] });
}

test.each<[place: string, integration: () => Integration, expected: Partial<Seen>]>([
  ['all of a URI behind its scheme', () => http('http://${stageVariables.host}'), { url: '/' }],
  ['a domain', () => proxyTo('http://${stageVariables.host}/a'), { url: '/a', method: 'POST' }],
  ['a part of a domain', () => proxyTo('http://${stageVariables.first}.0.0.1:${stageVariables.port}/b'), { url: '/b' }],
  ['a path', () => http('http://${stageVariables.host}/${stageVariables.name}/c'), { url: '/blue/c' }],
  ['a query string', () => http('http://${stageVariables.host}/?q=${stageVariables.name}'), { url: '/?q=blue' }],
  ['a name in brackets', () => http("http://${stageVariables['host']}/d"), { url: '/d' }],
  ['a request header', () => http('http://${stageVariables.host}/', mapped), { header: 'blue' }],
  ['a header of a proxy', () => proxyTo('http://${stageVariables.host}/', mapped), { header: 'blue' }],
  ['a request template', () => http('http://${stageVariables.host}/', template), { body: 'blue blue blue' }],
  [
    'an AWS action',
    () => aws('arn:aws:apigateway:eu-west-1:sqs:${stageVariables.target}'),
    { url: '/?Action=ListQueues&Version=2012-11-05' },
  ],
  ['an AWS path', () => aws('arn:aws:apigateway:eu-west-1:s3:path/${stageVariables.name}/k'), { url: '/blue/k' }],
  [
    'a function’s name',
    () => lambda(`${functions}/${lambdaArn}:\${stageVariables.name}/invocations`),
    { url: invoked('blue') },
  ],
  [
    'a function’s version',
    () => lambda(`${functions}/${lambdaArn}:f:\${stageVariables.version}/invocations`),
    { url: invoked('f:7') },
  ],
  [
    'credentials',
    () =>
      aws('arn:aws:apigateway:eu-west-1:sqs:action/ListQueues', {
        credentials: 'arn:aws:iam::123456789012:${stageVariables.role}',
      }),
    { authorization: expect.stringContaining('Credential=ASIAreader/') as unknown as string },
  ],
])('%s', async (_, integration, expected) => {
  const answer = await call(integration());
  expect(answer.status, gateway.cause() ?? '').toBe(200);
  expect(seen).toEqual([expect.objectContaining(expected)]);
});

test('a response’s header and template', async () => {
  const response = {
    ...usual,
    responseParameters: { 'method.response.header.x-variable': 'stageVariables.name' },
    responseTemplates: { 'application/json': '"$stageVariables.name"' },
  };
  const answer = await call({ ...mockIntegration(), integrationResponses: [response] });
  expect(answer).toMatchObject({ status: 200, text: '"blue"', headers: { 'x-variable': 'blue' } });
});

test('a gateway response’s header and template', async () => {
  const gatewayResponses = [
    {
      ...{ responseType: 'INTEGRATION_FAILURE' as const, statusCode: null },
      responseParameters: { 'gatewayresponse.header.x-variable': 'stageVariables.name' },
      responseTemplates: { 'text/plain': '$stageVariables.name' },
    },
  ];
  const answer = await call(proxyTo('http://127.0.0.1:1/'), {}, { gatewayResponses });
  expect(answer).toMatchObject({ status: 504, text: 'blue', headers: { 'x-variable': 'blue' } });
});

test('an event of a function', async () => {
  await call(lambda(`${functions}/${lambdaArn}:f/invocations`));
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ stageVariables: { name: 'blue' } });
});

const authorizer: Authorizer = {
  ...{ id: 'a', name: 'a', type: 'REQUEST', providerARNs: [], authType: null, authorizerCredentials: null },
  ...{ authorizerUri: null, identitySource: 'stageVariables.name', identityValidationExpression: null },
  ...{ authorizerResultTtlInSeconds: 0, jwtConfiguration: null },
};

test.each<[place: string, change: Partial<Authorizer>, expected: Partial<Seen>]>([
  [
    'an authorizer’s function and role',
    {
      authorizerUri: `${functions}/${lambdaArn}:\${stageVariables.check}/invocations`,
      authorizerCredentials: 'arn:aws:iam::123456789012:${stageVariables.role}',
    },
    { url: invoked('check'), authorization: expect.stringContaining('Credential=ASIAreader/') as unknown as string },
  ],
  ['an authorizer’s URL', { authorizerUri: 'http://${stageVariables.url}' }, { url: '/check' }],
])('%s, and its identity source', async (_, change, expected) => {
  const authorizers = { a: { ...authorizer, ...change } };
  const answer = await call(mockIntegration(), { authorizationType: 'CUSTOM', authorizerId: 'a' }, { authorizers });
  expect(answer.status, gateway.cause() ?? '').toBe(200);
  expect(seen).toEqual([expect.objectContaining(expected)]);
});

test('a variable that the stage lacks is empty, and a URI without its host an error of the configuration', async () => {
  const answer = await call(http('http://${stageVariables.nobody}/'));
  expect(answer.status).toBe(500);
  expect(gateway.cause()).toContain('is not an http:// or https:// address');
});
