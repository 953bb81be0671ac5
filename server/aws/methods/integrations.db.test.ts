import {
  BadRequestException,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  NotFoundException,
  type PatchOperation,
  PutIntegrationCommand,
  type PutIntegrationCommandInput,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseCommandInput,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();
let restApiId: string;
let rootId: string;

beforeAll(async () => {
  const api = await client.send(new CreateRestApiCommand({ name: 'Integrations' }));
  [restApiId, rootId] = [api.id ?? '', api.rootResourceId ?? ''];
});

/** A method with parameters and a response, without an integration. */
async function newMethod(pathPart: string) {
  const { id } = await client.send(new CreateResourceCommand({ restApiId, parentId: rootId, pathPart }));
  const method = { restApiId, resourceId: id ?? '', httpMethod: 'GET' };
  const requestParameters = { 'method.request.header.X-Team': false, 'method.request.querystring.page': false };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE', requestParameters }));
  const responseParameters = { 'method.response.header.X-Total': false };
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200', responseParameters }));
  return method;
}

async function answer<Output extends { $metadata: object }>(sent: Promise<Output>) {
  const { $metadata: _, ...members } = await sent;
  return members;
}

const lambda = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions';

test('an integration is put, read, changed and deleted', async () => {
  const method = await newMethod('put');
  await expect(client.send(new GetIntegrationCommand(method))).rejects.toThrow(
    'Invalid Integration identifier specified',
  );
  const mock = await answer(
    client.send(
      new PutIntegrationCommand({
        ...method,
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode": 200}', 'text/plain': '' },
      }),
    ),
  );
  expect(mock).toEqual({
    type: 'MOCK',
    cacheKeyParameters: [],
    cacheNamespace: method.resourceId,
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestTemplates: { 'application/json': '{"statusCode": 200}', 'text/plain': null },
    timeoutInMillis: 29_000,
  });
  const http = await answer(
    client.send(
      new PutIntegrationCommand({
        ...method,
        type: 'HTTP',
        integrationHttpMethod: 'POST',
        uri: 'https://${stageVariables.host}/pets/{id}',
        requestParameters: {
          'integration.request.path.id': 'method.request.querystring.page',
          'integration.request.header.X-Static': "'yes'",
          'integration.request.header.X-Who': 'context.identity.sourceIp',
        },
        cacheKeyParameters: ['method.request.querystring.page'],
        cacheNamespace: 'pets',
        contentHandling: 'CONVERT_TO_TEXT',
        passthroughBehavior: 'NEVER',
        timeoutInMillis: 5_000,
        tlsConfig: { insecureSkipVerification: true },
      }),
    ),
  );
  expect(http).toMatchObject({
    httpMethod: 'POST',
    uri: 'https://${stageVariables.host}/pets/{id}',
    connectionType: 'INTERNET',
    cacheKeyParameters: ['method.request.querystring.page'],
    cacheNamespace: 'pets',
    contentHandling: 'CONVERT_TO_TEXT',
    passthroughBehavior: 'NEVER',
    timeoutInMillis: 5_000,
    tlsConfig: { insecureSkipVerification: true },
  });
  expect(http).not.toHaveProperty('requestTemplates');
  expect(await answer(client.send(new GetIntegrationCommand(method)))).toEqual(http);

  const patch = (...patchOperations: PatchOperation[]) =>
    answer(client.send(new UpdateIntegrationCommand({ ...method, patchOperations })));
  const changed = await patch(
    { op: 'replace', path: '/uri', value: 'https://example.com/{id}' },
    { op: 'replace', path: '/httpMethod', value: 'GET' },
    { op: 'replace', path: '/contentHandling', value: '' },
    { op: 'replace', path: '/passthroughBehavior', value: 'WHEN_NO_TEMPLATES' },
    { op: 'replace', path: '/timeoutInMillis', value: '50' },
    { op: 'replace', path: '/cacheNamespace', value: '' },
    { op: 'replace', path: '/tlsConfig/insecureSkipVerification', value: 'false' },
    { op: 'replace', path: '/credentials', value: 'arn:aws:iam::123456789012:role/r' },
    { op: 'replace', path: '/connectionType', value: 'VPC_LINK' },
    { op: 'replace', path: '/connectionId', value: 'abc123' },
    { op: 'add', path: '/requestTemplates/application~1json', value: '{}' },
    { op: 'remove', path: '/requestParameters/integration.request.header.X-Static' },
    { op: 'replace', path: '/requestParameters/integration.request.header.X-Who', value: "'me'" },
    { op: 'add', path: '/cacheKeyParameters/method.request.header.X-Team', value: '' },
    { op: 'remove', path: '/cacheKeyParameters/method.request.querystring.page', value: '' },
  );
  expect(changed).toEqual({
    type: 'HTTP',
    httpMethod: 'GET',
    uri: 'https://example.com/{id}',
    cacheKeyParameters: ['method.request.header.X-Team'],
    cacheNamespace: method.resourceId,
    connectionId: 'abc123',
    connectionType: 'VPC_LINK',
    credentials: 'arn:aws:iam::123456789012:role/r',
    passthroughBehavior: 'WHEN_NO_TEMPLATES',
    requestParameters: {
      'integration.request.path.id': 'method.request.querystring.page',
      'integration.request.header.X-Who': "'me'",
    },
    requestTemplates: { 'application/json': '{}' },
    responseTransferMode: 'BUFFERED',
    timeoutInMillis: 50,
    tlsConfig: { insecureSkipVerification: false },
  });
  // A request parameter that goes takes its part of the cache key along.
  const patchOperations = [{ op: 'remove' as const, path: '/requestParameters/method.request.header.X-Team' }];
  await client.send(new UpdateMethodCommand({ ...method, patchOperations }));
  expect(await answer(client.send(new GetIntegrationCommand(method)))).toMatchObject({ cacheKeyParameters: [] });

  await client.send(new DeleteIntegrationCommand(method));
  await expect(client.send(new DeleteIntegrationCommand(method))).rejects.toThrow(
    'Invalid Integration identifier specified',
  );
  await expect(patch()).rejects.toThrow(NotFoundException);
});

test('what an integration cannot be is refused in AWS’s words', async () => {
  const method = await newMethod('refused');
  const put = (members: Partial<PutIntegrationCommandInput>) =>
    client.send(new PutIntegrationCommand({ ...method, type: 'HTTP', integrationHttpMethod: 'GET', ...members }));
  const uri = 'https://example.com';
  await expect(put({ resourceId: 'none', uri })).rejects.toThrow('Invalid Resource identifier specified');
  await expect(put({ httpMethod: 'PUT', uri })).rejects.toThrow('Invalid Method identifier specified');
  await expect(put({ type: 'HTTPS_PROXY' as 'HTTP' })).rejects.toThrow(
    "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
  );
  const refusals: [Partial<PutIntegrationCommandInput>, string][] = [
    [{ integrationHttpMethod: undefined, uri }, 'Enumeration value for HttpMethod must be non-empty'],
    [{ integrationHttpMethod: 'FETCH', uri }, 'Invalid HttpMethod specified. Valid options are GET,PUT'],
    [{}, 'Invalid HTTP endpoint specified for URI'],
    [{ uri: 'example.com' }, 'Invalid HTTP endpoint specified for URI'],
    [{ type: 'AWS', uri }, 'Invalid ARN specified in the request'],
    [{ type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:sqs' }, 'AWS ARN for integration must contain path or action'],
    [
      { type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:sqs:action/SendMessage' },
      'Role ARN must be specified for AWS integrations',
    ],
    [
      { type: 'AWS_PROXY', uri: 'arn:aws:apigateway:eu-west-1:s3:path/b/k' },
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    ],
    [{ uri, timeoutInMillis: 30_000 }, 'Timeout should be between 50 ms and 29000 ms'],
    [{ uri, passthroughBehavior: 'SOMETIMES' }, 'Invalid PassthroughBehavior specified'],
    [{ uri, connectionType: 'VPC_LINK' }, 'Connection id must be specified'],
    [{ uri, integrationTarget: 'arn:aws:elasticloadbalancing:x' }, 'integrationTarget is not available'],
    [{ uri, requestTemplates: { 123: '{}' } }, 'Invalid content type specified: 123'],
    [
      { uri, requestParameters: { 'integration.request.header.a': 'method.request.header.Other' } },
      'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.Other]',
    ],
    [
      { uri, requestParameters: { 'integration.request.header.a': 'nonsense', b: "'x'" } },
      'errors : [Invalid mapping expression specified: nonsense, Invalid mapping expression specified: b]',
    ],
    [
      { uri, cacheKeyParameters: ['method.request.path.id'] },
      'Invalid mapping expression parameter specified: method.request.path.id',
    ],
  ];
  for (const [members, message] of refusals) {
    const refused = put(members);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(BadRequestException);
  }
  await put({ type: 'AWS_PROXY', uri: `${lambda}/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations` });
  await put({ type: 'AWS', uri: `${lambda}/\${stageVariables.function}/invocations` });
  const patch = (...patchOperations: PatchOperation[]) =>
    client.send(new UpdateIntegrationCommand({ ...method, patchOperations }));
  await expect(patch({ op: 'add', path: '/uri', value: uri })).rejects.toThrow(
    'Invalid patch operation specified. Must be one of: [replace]',
  );
  await expect(patch({ op: 'replace', path: '/type', value: 'HTTP' })).rejects.toThrow('Invalid patch path /type');
  await expect(patch({ op: 'remove', path: '/cacheKeyParameters/x' })).rejects.toThrow(
    'Invalid parameter name specified',
  );
  await expect(patch({ op: 'remove', path: '/requestTemplates/x' })).rejects.toThrow(
    'Content-Type specified was not found',
  );
  await expect(patch({ op: 'replace', path: '/timeoutInMillis', value: 'x' })).rejects.toThrow(BadRequestException);
});

test('integration responses live in their integration', async () => {
  const method = await newMethod('responses');
  const response = { ...method, statusCode: '200' };
  const put = (members: Partial<PutIntegrationResponseCommandInput>) =>
    client.send(new PutIntegrationResponseCommand({ ...response, ...members }));
  await expect(put({})).rejects.toThrow('Invalid Integration identifier specified');
  await client.send(new PutIntegrationCommand({ ...method, type: 'MOCK' }));
  expect(await answer(put({}))).toEqual({ statusCode: '200' });
  const made = await answer(
    put({
      selectionPattern: '',
      responseParameters: { 'method.response.header.X-Total': 'integration.response.header.total' },
      responseTemplates: { 'application/json': '"created"' },
      contentHandling: 'CONVERT_TO_BINARY',
    }),
  );
  expect(made).toEqual({
    statusCode: '200',
    selectionPattern: '',
    responseParameters: { 'method.response.header.X-Total': 'integration.response.header.total' },
    responseTemplates: { 'application/json': '"created"' },
    contentHandling: 'CONVERT_TO_BINARY',
  });
  expect(await answer(client.send(new GetIntegrationResponseCommand(response)))).toEqual(made);
  const whole = await client.send(new GetMethodCommand(method));
  expect(whole.methodIntegration?.integrationResponses).toEqual({ 200: made });

  const refusals: [Partial<PutIntegrationResponseCommandInput>, string][] = [
    [
      { statusCode: '404', responseParameters: { 'method.response.header.X-Total': "'1'" } },
      'Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]',
    ],
    [
      { responseParameters: { 'method.response.header.Other': "'1'" } },
      'Invalid mapping expression parameter specified: method.response.header.Other',
    ],
    [
      { responseParameters: { 'method.response.header.X-Total': "'Content-Type',Authorization" } },
      "Invalid mapping expression specified: 'Content-Type',Authorization",
    ],
    [{ selectionPattern: '(' }, 'Invalid selection pattern specified'],
    [{ responseTemplates: { 123: '' } }, 'Invalid content type specified: 123'],
    [{ statusCode: 'wrong' }, "Value 'wrong' at 'statusCode' failed to satisfy constraint"],
  ];
  for (const [members, message] of refusals) await expect(put(members)).rejects.toThrow(message);

  const patch = (...patchOperations: PatchOperation[]) =>
    answer(client.send(new UpdateIntegrationResponseCommand({ ...response, patchOperations })));
  const changed = await patch(
    { op: 'replace', path: '/selectionPattern', value: '2\\d\\d' },
    { op: 'replace', path: '/contentHandling', value: '' },
    { op: 'remove', path: '/responseParameters/method.response.header.X-Total' },
    { op: 'replace', path: '/responseTemplates/application~1json', value: '"other"' },
  );
  expect(changed).toEqual({
    statusCode: '200',
    selectionPattern: '2\\d\\d',
    responseTemplates: { 'application/json': '"other"' },
  });
  await expect(patch({ op: 'add', path: '/selectionPattern', value: 'x' })).rejects.toThrow(
    'Invalid patch operation specified. Must be one of: [replace]',
  );
  await expect(patch({ op: 'replace', path: '/nope', value: 'x' })).rejects.toThrow('Invalid patch path /nope');
  await client.send(new DeleteIntegrationResponseCommand(response));
  await expect(client.send(new DeleteIntegrationResponseCommand(response))).rejects.toThrow(
    'Invalid Response status code specified',
  );
  await expect(client.send(new GetIntegrationResponseCommand(response))).rejects.toThrow(
    'Invalid Response status code specified',
  );
  const elsewhere = { ...response, httpMethod: 'PUT' };
  await expect(client.send(new DeleteIntegrationResponseCommand(elsewhere))).rejects.toThrow(
    'Invalid Integration identifier specified',
  );
  await expect(client.send(new GetIntegrationResponseCommand(elsewhere))).rejects.toThrow(
    'Invalid Method identifier specified',
  );
});
