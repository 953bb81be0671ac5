import {
  BadRequestException,
  ConflictException,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteMethodCommand,
  DeleteMethodResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  NotFoundException,
  type PatchOperation,
  PutIntegrationCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import { createModel } from '../../models/create-model.ts';
import { createAuthorizer } from '../../authorizers/create-authorizer.ts';
import { controlApi } from '../../testing/control-api.ts';
import { createValidator } from '../../validators/create-validator.ts';

const { client, owner } = await controlApi();
let restApiId: string;
let rootId: string;

beforeAll(async () => {
  const api = await client.send(new CreateRestApiCommand({ name: 'Methods' }));
  [restApiId, rootId] = [api.id ?? '', api.rootResourceId ?? ''];
  await createModel.execute(owner, { apiId: restApiId, name: 'Pet', schema: '{"type":"object"}' });
});

/** A resource without methods; `GET` below it. */
async function newMethodId(pathPart: string) {
  const { id } = await client.send(new CreateResourceCommand({ restApiId, parentId: rootId, pathPart }));
  return { restApiId, resourceId: id ?? '', httpMethod: 'GET' };
}

/** What a command is answered with, without the transport's own data. */
async function answer<Output extends { $metadata: object }>(sent: Promise<Output>) {
  const { $metadata: _, ...members } = await sent;
  return members;
}

test('a method is made, read, changed and deleted', async () => {
  const id = await newMethodId('made');
  const made = await answer(client.send(new PutMethodCommand({ ...id, authorizationType: 'none' })));
  expect(made).toEqual({ apiKeyRequired: false, authorizationType: 'NONE', httpMethod: 'GET' });
  expect(await answer(client.send(new GetMethodCommand(id)))).toEqual(made);
  const again = client.send(new PutMethodCommand({ ...id, authorizationType: 'NONE' }));
  await expect(again).rejects.toThrow(ConflictException);
  await expect(again).rejects.toThrow('Method already exists for this resource');

  const patch = (...patchOperations: PatchOperation[]) =>
    answer(client.send(new UpdateMethodCommand({ ...id, patchOperations })));
  const added = await patch(
    { op: 'add', path: '/requestParameters/method.request.querystring.page', value: 'true' },
    { op: 'add', path: '/requestModels/application~1json', value: 'Pet' },
    { op: 'add', path: '/authorizationScopes', value: 'pets/read' },
    { op: 'add', path: '/authorizationScopes', value: 'pets/write' },
  );
  expect(added).toMatchObject({
    requestParameters: { 'method.request.querystring.page': true },
    requestModels: { 'application/json': 'Pet' },
    authorizationScopes: ['pets/read', 'pets/write'],
  });
  const validator = await createValidator.execute(owner, {
    ...{ apiId: restApiId, name: 'body', validateRequestBody: true, validateRequestParameters: false },
  });
  const authorizer = await createAuthorizer.execute(owner, {
    ...{ apiId: restApiId, name: 'tokens', type: 'TOKEN', authorizerUri: 'https://auth.example.com' },
  });
  const replaced = await patch(
    { op: 'replace', path: '/requestParameters/method.request.querystring.page', value: 'false' },
    { op: 'replace', path: '/authorizationType', value: 'CUSTOM' },
    { op: 'replace', path: '/authorizerId', value: authorizer.id },
    { op: 'replace', path: '/apiKeyRequired', value: 'true' },
    { op: 'replace', path: '/operationName', value: 'listPets' },
    { op: 'replace', path: '/requestValidatorId', value: validator.id },
    { op: 'remove', path: '/authorizationScopes', value: 'pets/read' },
  );
  expect(replaced).toEqual({
    apiKeyRequired: true,
    authorizationScopes: ['pets/write'],
    authorizationType: 'CUSTOM',
    authorizerId: authorizer.id,
    httpMethod: 'GET',
    operationName: 'listPets',
    requestModels: { 'application/json': 'Pet' },
    requestParameters: { 'method.request.querystring.page': false },
    requestValidatorId: validator.id,
  });
  const removed = await patch(
    { op: 'remove', path: '/requestParameters/method.request.querystring.page' },
    { op: 'remove', path: '/requestModels/application~1json' },
    { op: 'remove', path: '/authorizationScopes', value: 'pets/write' },
    { op: 'replace', path: '/operationName' },
    { op: 'replace', path: '/requestValidatorId' },
    { op: 'replace', path: '/authorizationType', value: 'AWS_IAM' },
  );
  expect(removed).toEqual({ apiKeyRequired: true, authorizationType: 'AWS_IAM', httpMethod: 'GET' });
  await client.send(new DeleteMethodCommand(id));
  const gone = client.send(new GetMethodCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Method identifier specified');
});

test('what a method cannot have is refused in AWS’s words', async () => {
  const id = await newMethodId('refused');
  const put = (members: object) => client.send(new PutMethodCommand({ ...id, authorizationType: 'NONE', ...members }));
  await expect(put({ restApiId: 'nowhere' })).rejects.toThrow('Invalid Resource identifier specified');
  await expect(put({ resourceId: 'nowhere' })).rejects.toThrow('Invalid Resource identifier specified');
  await expect(put({ httpMethod: 'FETCH' })).rejects.toThrow(
    'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
  );
  const noAuthorizer = 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM';
  await expect(put({ authorizationType: 'CUSTOM' })).rejects.toThrow(noAuthorizer);
  await expect(put({ authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'none' })).rejects.toThrow(noAuthorizer);
  await expect(put({ requestValidatorId: 'none' })).rejects.toThrow('Invalid Request Validator identifier specified');
  await expect(put({ requestModels: { 'application/json': 'Dog' } })).rejects.toThrow(
    'Invalid model identifier specified: Dog',
  );
  await expect(put({ requestParameters: { true: true } })).rejects.toThrow(
    'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]',
  );
  const same = { 'method.request.header.a': true, 'method.request.querystring.a': true };
  await expect(put({ requestParameters: same })).rejects.toThrow(
    'Parameter names must be unique across querystring, header and path',
  );
  await expect(client.send(new GetMethodCommand(id))).rejects.toThrow('Invalid Method identifier specified');
});

test('patches of methods are refused as a whole, in AWS’s words', async () => {
  const id = await newMethodId('patched');
  await client.send(new PutMethodCommand({ ...id, authorizationType: 'NONE', apiKeyRequired: true }));
  const patch = (...patchOperations: PatchOperation[]) =>
    client.send(new UpdateMethodCommand({ ...id, patchOperations }));
  const replaceable = 'Invalid patch operation specified. Must be one of: [replace]';
  await expect(patch({ op: 'add', path: '/authorizationType', value: 'AWS_IAM' })).rejects.toThrow(replaceable);
  await expect(patch({ op: 'remove', path: '/apiKeyRequired' })).rejects.toThrow(replaceable);
  await expect(patch({ op: 'replace', path: '/httpMethod', value: 'PUT' })).rejects.toThrow(
    'Invalid patch path /httpMethod',
  );
  await expect(patch({ op: 'add', path: '/requestModels/application/json', value: 'Pet' })).rejects.toThrow(
    'Invalid patch path /requestModels/application/json',
  );
  await expect(patch({ op: 'remove', path: '/requestParameters/method.request.header.a' })).rejects.toThrow(
    NotFoundException,
  );
  await expect(patch({ op: 'replace', path: '/requestModels/a~1b', value: 'Pet' })).rejects.toThrow(
    'Content-Type specified was not found',
  );
  const half = patch(
    { op: 'replace', path: '/operationName', value: 'changed' },
    { op: 'replace', path: '/requestValidatorId', value: 'none' },
  );
  await expect(half).rejects.toThrow('Invalid Request Validator identifier specified');
  const wrong = patch({ op: 'wrong' as 'add', path: '/operationName', value: 'x' });
  await expect(wrong).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'wrong' at 'updateMethodInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
  });
  // AWS takes what is not true for false, and an authorizer where none is asked for nothing.
  const odd = await patch(
    { op: 'replace', path: '/apiKeyRequired', value: 'whatever' },
    { op: 'replace', path: '/authorizerId', value: 'abc' },
  );
  const { $metadata: _, ...members } = odd;
  expect(members).toEqual({ apiKeyRequired: false, authorizationType: 'NONE', httpMethod: 'GET' });
});

test('method responses live in their method', async () => {
  const id = await newMethodId('responses');
  await client.send(new PutMethodCommand({ ...id, authorizationType: 'NONE' }));
  const response = { ...id, statusCode: '200' };
  const put = (members: object) => client.send(new PutMethodResponseCommand({ ...response, ...members }));
  expect(await answer(put({}))).toEqual({ statusCode: '200' });
  await expect(put({})).rejects.toThrow(ConflictException);
  await expect(put({ statusCode: '404', responseModels: { 'application/json': 'Dog' } })).rejects.toThrow(
    'Invalid model identifier specified: Dog',
  );
  await expect(put({ statusCode: '404', responseParameters: { 'method.response.body': true } })).rejects.toThrow(
    BadRequestException,
  );
  await expect(put({ statusCode: 'wrong' })).rejects.toThrow(
    "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  );
  const patch = (...patchOperations: PatchOperation[]) =>
    client.send(new UpdateMethodResponseCommand({ ...response, patchOperations }));
  const added = await patch(
    { op: 'add', path: '/responseParameters/method.response.header.my-header', value: 'true' },
    { op: 'add', path: '/responseModels/application~1json', value: 'Pet' },
  );
  expect(added.$metadata.httpStatusCode).toBe(201);
  const read = await answer(client.send(new GetMethodResponseCommand(response)));
  expect(read).toEqual({
    statusCode: '200',
    responseParameters: { 'method.response.header.my-header': true },
    responseModels: { 'application/json': 'Pet' },
  });
  expect(await answer(client.send(new GetMethodCommand(id)))).toMatchObject({ methodResponses: { 200: read } });
  await expect(patch({ op: 'remove', path: '/responseParameters/none' })).rejects.toThrow(
    'Invalid parameter name specified',
  );
  await expect(patch({ op: 'remove', path: '/responseModels/none' })).rejects.toThrow(
    'Content-Type specified was not found',
  );
  await expect(patch({ op: 'add', path: '/wrong/x', value: 'y' })).rejects.toThrow('Invalid patch path /wrong/x');
  await client.send(new DeleteMethodResponseCommand(response));
  for (const send of [
    () => client.send(new GetMethodResponseCommand(response)),
    () => client.send(new DeleteMethodResponseCommand(response)),
    () => patch(),
  ]) {
    await expect(send()).rejects.toThrow('Invalid Response status code specified');
  }
});

test('parts of one method that are written at once are all kept', async () => {
  const id = await newMethodId('together');
  await client.send(new PutMethodCommand({ ...id, authorizationType: 'NONE' }));
  const statusCodes = ['200', '201', '202', '204', '400', '401', '403', '404', '500'];
  await Promise.all([
    ...statusCodes.map((statusCode) => client.send(new PutMethodResponseCommand({ ...id, statusCode }))),
    client.send(new PutIntegrationCommand({ ...id, type: 'MOCK' })),
  ]);
  const method = await client.send(new GetMethodCommand(id));
  expect(Object.keys(method.methodResponses ?? {})).toEqual(statusCodes);
  expect(method.methodIntegration).toMatchObject({ type: 'MOCK' });
});
