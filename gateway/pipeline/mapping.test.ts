import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration, type Integration, type IntegrationResponse } from '#core/integrations/schema.ts';
import { contextNames } from '#core/mapping/context-names.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => upstream.start());
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});
beforeEach(async () => {
  if (gateway) await gateway.stop();
  gateway = await Harness.start();
  upstream.seen.length = 0;
  upstream.answer = null;
});

const ok: IntegrationResponse = {
  statusCode: '200',
  selectionPattern: null,
  responseParameters: {},
  responseTemplates: {},
  contentHandling: null,
};

function mapped(change: Partial<Integration>, response: Partial<IntegrationResponse> = {}): Integration {
  return proxyTo(`${upstream.url}/in`, {
    type: 'HTTP',
    httpMethod: 'POST',
    integrationResponses: [{ ...ok, ...response }],
    ...change,
  });
}

async function deploy(integration: Integration, api: Partial<ApiSnapshot['api']> = {}): Promise<void> {
  const design = snapshot([route('POST', '/pets/{petId}', integration, { operationName: 'addPet' })]);
  await gateway.deploy({ ...design, api: { ...design.api, ...api } });
}

const json = ['content-type', 'application/json'];

test('every variable of $context that AWS documents renders, and those that apply have a value', async () => {
  const lines = contextNames.map((name) => `"${name}": "$util.escapeJavaScript("$context.${name}")"`);
  const template = `{${lines.join(',\n')}}`;
  await deploy({
    ...mockIntegration(),
    integrationResponses: [{ ...ok, responseTemplates: { 'application/json': template } }],
  });
  const answer = await gateway.call('POST', '/pets/7', { headers: [...json, 'user-agent', 'tests'], body: '{}' });
  const context = JSON.parse(answer.text) as Record<string, string>;
  expect(Object.keys(context)).toEqual([...contextNames]);
  expect(context).toMatchObject({
    accountId: '123456789012',
    apiId,
    'authorizer.principalId': '',
    httpMethod: 'POST',
    'identity.apiKey': '',
    'identity.caller': '',
    'identity.cognitoIdentityId': '',
    'identity.userAgent': 'tests',
    isCanaryRequest: 'false',
    path: `/${apiId}/prod/pets/7`,
    protocol: 'HTTP/1.1',
    resourcePath: '/pets/{petId}',
    stage: 'prod',
    wafResponseCode: '',
    xrayTraceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) as unknown,
  });
  for (const name of [
    'requestId',
    'extendedRequestId',
    'awsEndpointRequestId',
    'requestTime',
    'identity.sourceIp',
    'deploymentId',
  ]) {
    expect(context[name], name).not.toBe('');
  }
});

test('a template overrides what the parameter mapping set, each parameter once', async () => {
  const template = `#set($context.requestOverride.header.x-one = "template")
#set($context.requestOverride.querystring.q = "a b")
#set($context.requestOverride.path.petId = "x/y")
$input.json('$')`;
  const requestParameters = {
    'integration.request.header.x-one': "'mapping'",
    'integration.request.header.x-two': 'method.request.path.petId',
  };
  await deploy({
    ...mapped({ requestParameters, requestTemplates: { 'application/json': template } }),
    uri: `${upstream.url}/in/{petId}`,
  });
  expect((await gateway.call('POST', '/pets/7', { headers: json, body: '{"a":1}' })).status).toBe(200);
  expect(upstream.seen[0]).toMatchObject({ url: '/in/x%2Fy?q=a+b', headers: { 'x-one': 'template', 'x-two': '7' } });
  const twice = '#set($context.responseOverride.status = 201)#set($context.responseOverride.status = 202)';
  await deploy(mapped({}, { responseTemplates: { 'application/json': twice } }));
  expect((await gateway.call('POST', '/pets/7', { headers: json, body: '{}' })).status).toBe(500);
  expect(gateway.cause()).toContain('overridden twice');
});

test("templates and mappings read how a request came here from the gateway, not from the caller's word alone", async () => {
  const requestParameters = {
    'integration.request.header.mapped': 'method.request.header.X-Forwarded-For',
    'integration.request.header.proto': 'method.request.header.x-forwarded-proto',
  };
  const template = `$input.params('X-Forwarded-For')|$input.params().header.get('X-Forwarded-For')|$input.params().header.get('x-forwarded-for')`;
  await deploy(mapped({ requestParameters, requestTemplates: { 'application/json': template } }));
  const headers = [...json, 'x-forwarded-for', '10.9.9.9', 'x-forwarded-proto', 'https'];
  expect((await gateway.call('POST', '/pets/7', { headers, body: '{}' })).status).toBe(200);
  const seen = '10.9.9.9, 127.0.0.1';
  expect(upstream.seen[0]).toMatchObject({ body: `${seen}|${seen}|`, headers: { mapped: seen, proto: 'http' } });
});

test.each<
  [type: string | null, template: string, behavior: Integration['passthroughBehavior'], status: number, body: string]
>([
  [null, 'application/json', 'WHEN_NO_MATCH', 200, 'mapped'],
  ['application/json; charset=utf-8', 'application/json', 'NEVER', 200, 'mapped'],
  ['application/xml', 'application/json', 'WHEN_NO_MATCH', 200, '<a/>'],
  ['application/xml', 'application/json', 'WHEN_NO_TEMPLATES', 415, ''],
  ['application/xml', 'application/json', 'NEVER', 415, ''],
  [null, 'application/xml', 'WHEN_NO_MATCH', 200, '<a/>'],
  [null, 'application/xml', 'WHEN_NO_TEMPLATES', 415, ''],
  ['application/xml', 'application/xml', 'NEVER', 200, 'mapped'],
  ['application/xml', '', 'WHEN_NO_TEMPLATES', 200, '<a/>'],
  ['application/xml', '', 'NEVER', 415, ''],
  ['application/json', 'application/json; charset=UTF-8', 'NEVER', 200, 'mapped'],
])('content type %s, template for %s, %s: %s', async (type, template, passthroughBehavior, status, body) => {
  await deploy(mapped({ passthroughBehavior, requestTemplates: template === '' ? {} : { [template]: 'mapped' } }));
  const headers = type === null ? [] : ['content-type', type];
  expect((await gateway.call('POST', '/pets/7', { headers, body: '<a/>' })).status).toBe(status);
  expect(upstream.seen[0]?.body ?? '').toBe(body);
});

test('a mapping of the whole body gives {} for an empty one, as in AWS', async () => {
  const requestParameters = { 'integration.request.querystring.MessageBody': 'method.request.body' };
  await deploy(mapped({ requestParameters }));
  await gateway.call('POST', '/pets/7', { headers: json, body: '' });
  await gateway.call('POST', '/pets/7', { headers: json, body: 'a b' });
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/in?MessageBody=%7B%7D', '/in?MessageBody=a+b']);
});

test.each([
  ['{statusCode:200}', 200],
  ['{ statusCode: 204 }', 204],
  ["{'statusCode': 201,}", 201],
  ['{\n  "statusCode": 200,\n}', 200],
  ['{"note": {"statusCode": 201}, "list": [1, 2], statusCode: 202}', 202],
  ['{"statusCode": 200', 500],
  ['{statusCode: ok}', 500],
  ['statusCode: 200', 500],
])('the request %j of a MOCK integration is answered %i', async (template, status) => {
  const integrationResponses = [200, 201, 202, 204].map((code) => ({
    ...ok,
    statusCode: String(code),
    selectionPattern: String(code),
  }));
  await deploy({ ...mockIntegration(), requestTemplates: { 'application/json': template }, integrationResponses });
  expect((await gateway.call('POST', '/pets/7', { headers: json, body: '{}' })).status).toBe(status);
});

test('a MOCK integration answers with the body that its request template keeps in an override', async () => {
  const requestTemplate = '#set($context.requestOverride.path.body = $input.body){"statusCode": 200}';
  const responseTemplate =
    '#set($body = $util.parseJson($context.requestOverride.path.body)){"name":"$body.name","tag":"$body.tag"}';
  await deploy({
    ...mockIntegration(),
    requestTemplates: { 'application/json': requestTemplate },
    integrationResponses: [{ ...ok, responseTemplates: { 'application/json': responseTemplate } }],
  });
  const answer = await gateway.call('POST', '/pets/7', { headers: json, body: '{"name":"Rex"}' });
  expect(answer.text).toBe('{"name":"Rex","tag":""}');
});

test.each(['', '__passthrough__'])('the empty template %j lets request and answer through', async (template) => {
  const templates = { 'application/json': template };
  await deploy(mapped({ passthroughBehavior: 'NEVER', requestTemplates: templates }, { responseTemplates: templates }));
  const answer = await gateway.call('POST', '/pets/7', { headers: json, body: '{"a":1}' });
  expect(upstream.seen[0]?.body).toBe('{"a":1}');
  expect(JSON.parse(answer.text)).toMatchObject({ body: '{"a":1}' });
});

test('a strict API converts by the first accepted type, a friendly one passes bytes', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80]);
  upstream.answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(bytes);
  };
  const strict: Partial<ApiSnapshot['api']> = { behavior: 'aws-strict', binaryMediaTypes: ['image/png'] };
  await deploy(mapped({}), strict);
  const asText = await gateway.call('POST', '/pets/7', { headers: ['accept', 'text/html, image/png'], body: '' });
  expect(asText.text).toBe(bytes.toString('base64'));
  const first = await gateway.call('POST', '/pets/7', { headers: ['accept', 'image/png, text/html'], body: '' });
  expect(first.text).toBe(bytes.toString('utf8'));
  await deploy(mapped({}), { ...strict, binaryMediaTypes: ['*/*'] });
  expect((await gateway.call('POST', '/pets/7', { body: '' })).text).toBe(bytes.toString('utf8'));
  await deploy(mapped({ contentHandling: 'CONVERT_TO_BINARY' }), { behavior: 'aws-strict' });
  const refused = await gateway.call('POST', '/pets/7', {
    headers: ['content-type', 'text/plain'],
    body: 'no base64!',
  });
  expect(refused.status).toBe(500);
  expect(gateway.cause()).toContain('not base64');
});

test('a template for a binary type needs the content handling that makes it text, as in AWS', async () => {
  const mock = { ...mockIntegration(), integrationResponses: [ok] };
  await deploy(mock, { behavior: 'aws-strict', binaryMediaTypes: ['*/*'] });
  expect((await gateway.call('POST', '/pets/7', { headers: json, body: '{}' })).status).toBe(500);
  expect(gateway.cause()).toContain('Unable to transform request');
  await deploy({ ...mock, contentHandling: 'CONVERT_TO_TEXT' }, { behavior: 'aws-strict', binaryMediaTypes: ['*/*'] });
  expect((await gateway.call('POST', '/pets/7', { headers: json, body: '{}' })).status).toBe(200);
});

test.each<[model: string, type: string, body: string, status: number]>([
  ['$default', 'text/plain', '{"name":7}', 400],
  ['$default', 'application/x-www-form-urlencoded', 'name=Rex', 400],
  ['$default', 'application/json', '{"name":"Rex"}', 200],
  ['application/json; charset=UTF-8', 'application/json', '{"name":7}', 400],
  ['application/json', 'text/plain', 'name=Rex', 200],
  ['application/json', 'application/json', '', 200],
])('a model for %s, a body of type %s: %j is answered %i', async (model, type, body, status) => {
  const validated = route('POST', '/pets', proxyTo(upstream.url), {
    validation: { body: true, requiredParameters: null },
    requestModels: { [model]: 'Pet' },
  });
  const pet = { type: 'object', properties: { name: { type: 'string' } } };
  await gateway.deploy(snapshot([validated], { models: { Pet: pet } }));
  const answer = await gateway.call('POST', '/pets', { headers: ['content-type', type], body });
  expect(answer.status).toBe(status);
});

test('what a model refuses is told in AWS words to the API and, where it says so, to the caller', async () => {
  const pet = { type: 'object', required: ['name'], properties: { age: { type: 'integer', minimum: 1 } } };
  const validated = route('POST', '/pets', proxyTo(upstream.url), {
    validation: { body: true, requiredParameters: null },
    requestModels: { 'application/json': 'Pet' },
  });
  const responseTemplates = {
    'application/json': '{"message":$context.error.messageString,"why":"$context.error.validationErrorString"}',
  };
  const told = {
    responseType: 'BAD_REQUEST_BODY',
    statusCode: '400',
    responseParameters: {},
    responseTemplates,
  } as const;
  await gateway.deploy(snapshot([validated], { models: { Pet: pet }, gatewayResponses: [told] }));
  const answer = await gateway.call('POST', '/pets', { headers: json, body: '{"age":0}' });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toEqual({
    message: 'Invalid request body',
    why: '[object has missing required properties (["name"]), numeric instance is lower than the required minimum (minimum: 1, found: 0)]',
  });
  expect(gateway.cause()).toContain('does not match model schema for content type application/json');
  expect((await gateway.call('POST', '/pets', { headers: json, body: '{"name":"Rex","age":2}' })).status).toBe(200);
});
