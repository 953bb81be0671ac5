import { expect, test } from 'vitest';
import { designSchema } from '../apis/design.ts';
import { importDocument, importText, itemsOf, methodAt, testdata } from './testdata/read.ts';

const result = importText(testdata('extensions.yaml'), { integration: 'none' });
const { design } = result;

test('the settings of the API are read', () => {
  expect(designSchema.parse(design)).toEqual(design);
  expect(design.api).toMatchObject({
    name: 'Orders',
    version: '2026-02-01',
    apiKeySource: 'AUTHORIZER',
    binaryMediaTypes: ['image/png', 'application/octet-stream'],
    minimumCompressionSize: 1024,
    endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: ['vpce-0123'] },
    disableExecuteApiEndpoint: true,
    tags: { team: 'shop' },
    behavior: 'aws-strict',
  });
  expect(JSON.parse(design.api.policy ?? '')).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
  expect(design.gatewayResponses).toEqual([
    {
      responseType: 'DEFAULT_4XX',
      statusCode: null,
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      responseTemplates: { 'application/json': '{"message": $context.error.messageString}' },
    },
    { responseType: 'THROTTLED', statusCode: '429', responseParameters: {}, responseTemplates: {} },
  ]);
});

test.each([
  ['an export of AWS answers as AWS does', { 'x-amazon-apigateway-policy': { Statement: [] } }, {}, 'aws-strict'],
  ['a document without extensions is friendly', {}, {}, 'friendly'],
  ['what the document says wins', { 'x-sluice-behavior': 'friendly', 'x-amazon-apigateway-cors': {} }, {}, 'friendly'],
  ['what was chosen wins', { 'x-amazon-apigateway-policy': { Statement: [] } }, { behavior: 'friendly' }, 'friendly'],
  ['strictness may be chosen', {}, { behavior: 'aws-strict' }, 'aws-strict'],
] as const)('%s', (_, extensions, options, behavior) => {
  const document = { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths: {}, ...extensions };
  expect(importDocument(document, options).design.api.behavior).toBe(behavior);
});

test('an integration of AWS’s in an operation is enough to answer as AWS does', () => {
  const operation = { 'x-amazon-apigateway-integration': { type: 'MOCK' }, responses: { 200: { description: 'Yes' } } };
  const paths = { '/pets': { get: operation } };
  const { design: imported } = importDocument({ openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths });
  expect(imported.api.behavior).toBe('aws-strict');
});

test('every field of an integration is read', () => {
  expect(methodAt(design, 'GET', '/orders/{orderId}')?.integration).toEqual({
    type: 'HTTP',
    httpMethod: 'GET',
    uri: 'http://orders.internal/orders/{id}',
    connectionType: 'VPC_LINK',
    connectionId: 'vpclink1',
    credentials: 'arn:aws:iam::123456789012:role/orders',
    requestParameters: { 'integration.request.path.id': 'method.request.path.orderId' },
    requestTemplates: { 'application/json': "$input.json('$')" },
    passthroughBehavior: 'NEVER',
    contentHandling: 'CONVERT_TO_TEXT',
    timeoutInMillis: 2000,
    cacheNamespace: 'orders',
    cacheKeyParameters: ['method.request.path.orderId'],
    tlsConfig: { insecureSkipVerification: true },
    responseTransferMode: 'STREAM',
    integrationResponses: [
      {
        statusCode: '200',
        selectionPattern: null,
        responseParameters: { 'method.response.header.ETag': 'integration.response.header.ETag' },
        responseTemplates: {},
        contentHandling: null,
      },
      {
        statusCode: '404',
        selectionPattern: '4\\d{2}',
        responseParameters: {},
        responseTemplates: { 'application/json': '{"missing": true}' },
        contentHandling: 'CONVERT_TO_BINARY',
      },
    ],
  });
  expect(methodAt(design, 'ANY', '/files/{proxy+}')?.integration).toMatchObject({
    type: 'AWS_PROXY',
    httpMethod: 'POST',
  });
});

test('the integration that is written wins over the proposed one', () => {
  const proposed = importText(testdata('extensions.yaml'), { baseUrl: 'https://backend.example' }).design;
  expect(methodAt(proposed, 'GET', '/orders/{orderId}')?.integration?.type).toBe('HTTP');
  expect(methodAt(proposed, 'GET', '/users')?.integration).toMatchObject({
    type: 'HTTP_PROXY',
    uri: 'https://backend.example/users',
  });
});

test('validators are bound to methods, the default one to those that name none', () => {
  const ids = new Map(design.requestValidators.map(({ name, id }) => [name, id]));
  expect(design.requestValidators.map(({ name }) => name)).toEqual(['all', 'params']);
  expect(methodAt(design, 'GET', '/orders/{orderId}')?.requestValidatorId).toBe(ids.get('all'));
  expect(methodAt(design, 'GET', '/users')?.requestValidatorId).toBe(ids.get('params'));
});

test('authorizers, keys and signatures are read', () => {
  const ids = new Map(design.authorizers.map(({ name, id }) => [name, id]));
  expect(design.authorizers).toEqual([
    expect.objectContaining({
      name: 'pool',
      type: 'COGNITO_USER_POOLS',
      authorizerResultTtlInSeconds: 300,
      identitySource: null,
    }),
    expect.objectContaining({
      name: 'tokens',
      type: 'TOKEN',
      authType: 'custom',
      identitySource: 'method.request.header.X-Token',
      identityValidationExpression: '^x-[a-z]+',
      authorizerResultTtlInSeconds: 60,
    }),
  ]);
  expect(methodAt(design, 'GET', '/orders/{orderId}')).toMatchObject({
    authorizationType: 'CUSTOM',
    authorizerId: ids.get('tokens'),
    authorizationScopes: ['orders/read'],
    apiKeyRequired: true,
  });
  expect(methodAt(design, 'GET', '/users')).toMatchObject({
    authorizationType: 'COGNITO_USER_POOLS',
    authorizerId: ids.get('pool'),
    authorizationScopes: ['users/read', 'users/write'],
  });
  expect(methodAt(design, 'POST', '/signed')).toMatchObject({ authorizationType: 'AWS_IAM', apiKeyRequired: false });
  expect(methodAt(design, 'ANY', '/files/{proxy+}')?.authorizationType).toBe('AWS_IAM');
});

test('documentation parts of the extension are taken as they are', () => {
  expect(design.documentationParts).toContainEqual(
    expect.objectContaining({
      location: { type: 'METHOD', path: '/', method: '*', statusCode: null, name: null },
      properties: '{"description":"Any call"}',
    }),
  );
  expect(design.documentationParts.find(({ location }) => location.type === 'AUTHORIZER')).toMatchObject({
    location: { name: 'tokens' },
    properties: '{"description":"A token of the shop"}',
  });
});

test('cross-origin settings are carried', () => {
  expect(result.design.api.corsConfiguration).toEqual({
    allowOrigins: ['*'],
    allowMethods: [],
    allowHeaders: [],
    exposeHeaders: [],
    maxAge: null,
    allowCredentials: false,
  });
});

test('what is not carried is reported with its place', () => {
  expect(result.report.counts.errors).toBe(0);
  expect(itemsOf(result, 'unknown-extension')[0]).toMatchObject({
    pointer: '/paths/~1signed/post/x-amazon-apigateway-unheard-of',
  });
  expect(itemsOf(result, 'path-not-supported')[0]).toMatchObject({ pointer: '/paths/~1orders~1{proxy+}' });
  expect(itemsOf(result, 'operation-skipped')[0]).toMatchObject({ count: 1 });
  expect(itemsOf(result, 'server-not-used').length).toBeGreaterThan(0);
});

test('an exported API is never proposed as its own backend', () => {
  const { report, design: proposed } = importText(testdata('extensions.yaml'));
  expect(methodAt(proposed, 'GET', '/users')?.integration?.type).toBe('MOCK');
  expect(report.items.map(({ code }) => code)).toContain('no-backend');
});

test.each([
  ['x-amazon-apigateway-api-key-source', 'COOKIE'],
  ['x-amazon-apigateway-minimum-compression-size', -1],
  ['x-amazon-apigateway-gateway-responses', { NO_SUCH_TYPE: {} }],
  ['x-amazon-apigateway-gateway-responses', { THROTTLED: { statusCode: 42 } }],
  ['x-amazon-apigateway-request-validator', 'missing'],
  ['x-amazon-apigateway-request-validators', { '': {} }],
  ['x-amazon-apigateway-policy', 'x'.repeat(9000)],
  ['x-amazon-apigateway-documentation', { documentationParts: [{ location: { type: 'NOWHERE' }, properties: {} }] }],
  ['x-amazon-apigateway-endpoint-configuration', { types: ['MOON'] }],
])('a wrong value of %s is an error', (name, value) => {
  const { report } = importDocument({
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': {} },
    [name]: value,
  });
  expect(report.counts.errors).toBeGreaterThan(0);
  expect(report.items[0]?.pointer).toContain(name);
});

test.each([
  [{ type: 'carrier_pigeon' }],
  [{}],
  [{ type: 'mock', timeoutInMillis: 30_000 }],
  [{ type: 'mock', passthroughBehavior: 'sometimes' }],
  [{ type: 'mock', responses: { default: { statusCode: '99' } } }],
  [{ type: 'mock', responses: { default: {} } }],
  [{ type: 'mock', requestTemplates: { 'application/json': {} } }],
  [{ $ref: '#/nowhere' }],
])('a wrong integration is an error: %j', (integration) => {
  const { report } = importDocument({
    openapi: '3.0.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
  });
  expect(report.counts.errors).toBeGreaterThan(0);
  expect(report.items[0]?.pointer).toContain('/paths/~1a/get/x-amazon-apigateway-integration');
});
