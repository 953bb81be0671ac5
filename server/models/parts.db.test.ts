import { beforeAll, expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { createAuthorizer } from '../authorizers/create-authorizer.ts';
import { deleteAuthorizer } from '../authorizers/delete-authorizer.ts';
import { getAuthorizer } from '../authorizers/get-authorizer.ts';
import { listAuthorizers } from '../authorizers/list-authorizers.ts';
import { updateAuthorizer } from '../authorizers/update-authorizer.ts';
import { db } from '../db.ts';
import { listGatewayResponses } from '../gateway-responses/list-gateway-responses.ts';
import { putGatewayResponse } from '../gateway-responses/put-gateway-response.ts';
import { resetGatewayResponse } from '../gateway-responses/reset-gateway-response.ts';
import { createMethod } from '../methods/create-method.ts';
import { updateMethod } from '../methods/update-method.ts';
import { errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createValidator } from '../validators/create-validator.ts';
import { deleteValidator } from '../validators/delete-validator.ts';
import { listValidators } from '../validators/list-validators.ts';
import { updateValidator } from '../validators/update-validator.ts';
import { createModel } from './create-model.ts';
import { deleteModel } from './delete-model.ts';
import { getModel } from './get-model.ts';
import { listModels } from './list-models.ts';
import { updateModel } from './update-model.ts';

let owner: Member;
let apiId = '';
let method: { apiId: string; resourceId: string; httpMethod: 'GET' };
let revision = 0;

beforeAll(async () => {
  owner = await newWorkspace();
  ({ id: apiId } = await createApi.execute(owner, { name: 'Parts' }));
  const { id: resourceId } = await db().resource.findFirstOrThrow({ where: { apiId } });
  method = { apiId, resourceId, httpMethod: 'GET' };
  ({ revision } = await createMethod.execute(owner, method));
});

async function edit(patch: object): Promise<void> {
  ({ revision } = await updateMethod.execute(owner, { ...method, expectedRevision: revision, patch }));
}

test('a model holds a usable schema, knows who uses it and is edited on its revision', async () => {
  const pet = await createModel.execute(owner, { apiId, name: 'Pet', schema: '{"type":"object"}' });
  const schema = JSON.stringify({ type: 'array', items: { $ref: '#/models/Pet' } });
  const pets = await createModel.execute(owner, { apiId, name: 'Pets', schema });
  expect((await errorOf(createModel.execute(owner, { apiId, name: 'Pet', schema: '{}' }))).code).toBe('CONFLICT');
  for (const bad of [
    '{',
    '{"type":"strnig"}',
    '{"$ref":"#/models/Gone"}',
    '{"$ref":"https://example.com/x"}',
    '{"pattern":"(?=x)"}',
  ]) {
    const error = await errorOf(createModel.execute(owner, { apiId, name: 'Bad', schema: bad }));
    expect(error, bad).toMatchObject({ code: 'BAD_INPUT', issues: [{ pointer: '/schema' }] });
  }
  expect((await listModels.execute(owner, { apiId, search: 'pet' })).items.map((model) => model.name)).toEqual([
    'Pet',
    'Pets',
  ]);
  expect((await errorOf(deleteModel.execute(owner, { apiId, modelId: pet.id }))).message).toContain('the model Pets');
  await edit({ requestModels: { 'application/json': 'Pets' } });
  expect((await errorOf(deleteModel.execute(owner, { apiId, modelId: pets.id }))).message).toContain('GET /');
  await edit({ requestModels: {} });

  const change = { apiId, modelId: pet.id, expectedRevision: pet.revision, schema: '{"type":"string"}' };
  const updated = await updateModel.execute(owner, change);
  expect(updated.revision).toBeGreaterThan(pet.revision);
  expect((await errorOf(updateModel.execute(owner, change))).code).toBe('STALE');
  expect(await getModel.execute(owner, { apiId, modelId: pet.id })).toMatchObject({
    schema: '{"type":"string"}',
    ...updated,
  });
  await deleteModel.execute(owner, { apiId, modelId: pets.id });
  await deleteModel.execute(owner, { apiId, modelId: pet.id });
});

test('validators and authorizers in use cannot be deleted', async () => {
  const fields = { name: 'all', validateRequestBody: true, validateRequestParameters: true };
  const { id: requestValidatorId } = await createValidator.execute(owner, { apiId, ...fields });
  await updateValidator.execute(owner, { apiId, requestValidatorId, name: 'body', validateRequestParameters: false });
  expect((await listValidators.execute(owner, { apiId })).items).toMatchObject([
    { name: 'body', validateRequestParameters: false },
  ]);
  const authorizer = await createAuthorizer.execute(owner, {
    ...{ apiId, name: 'token', type: 'TOKEN', authorizerUri: 'https://auth.example.com' },
  });
  const authorizerId = authorizer.id;
  expect((await errorOf(createAuthorizer.execute(owner, { apiId, name: 'token', type: 'REQUEST' }))).code).toBe(
    'CONFLICT',
  );

  await edit({ requestValidatorId, authorizerId, authorizationType: 'CUSTOM' });
  expect((await errorOf(deleteValidator.execute(owner, { apiId, requestValidatorId }))).message).toContain('GET /');
  expect((await errorOf(deleteAuthorizer.execute(owner, { apiId, authorizerId }))).message).toContain('GET /');
  expect((await errorOf(edit({ requestValidatorId: 'gone' }))).issues[0]?.pointer).toBe('/patch/requestValidatorId');
  await edit({ requestValidatorId: null, authorizerId: null, authorizationType: 'NONE' });

  const change = { apiId, authorizerId, expectedRevision: authorizer.revision, authorizerResultTtlInSeconds: 0 };
  await updateAuthorizer.execute(owner, change);
  expect((await errorOf(updateAuthorizer.execute(owner, change))).code).toBe('STALE');
  expect(await getAuthorizer.execute(owner, { apiId, authorizerId })).toMatchObject({
    authorizerResultTtlInSeconds: 0,
  });
  await deleteValidator.execute(owner, { apiId, requestValidatorId });
  await deleteAuthorizer.execute(owner, { apiId, authorizerId });
  expect((await listAuthorizers.execute(owner, { apiId })).items).toEqual([]);
});

test('a gateway response is set and put back', async () => {
  const of = async (type: string) =>
    (await listGatewayResponses.execute(owner, { apiId })).items.find((response) => response.responseType === type);
  const response = { responseParameters: {}, responseTemplates: { 'application/json': '{}' } };
  await putGatewayResponse.execute(owner, { apiId, responseType: 'DEFAULT_4XX', statusCode: '418', ...response });
  expect(await of('THROTTLED')).toMatchObject({ statusCode: '418', source: 'inherited' });
  await resetGatewayResponse.execute(owner, { apiId, responseType: 'DEFAULT_4XX' });
  expect(await of('THROTTLED')).toMatchObject({ statusCode: '429', source: 'standard' });
});
