import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteRestApiCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlansCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsClient } from '#server/testing/aws-client.ts';
import { type ControlApi, invoke, startControlApi } from './control-api.ts';

let api: ControlApi;

beforeAll(async () => {
  api = await startControlApi();
});
afterAll(() => api.stop());

test('the SDK for JavaScript: from an API to its first answer, and nothing left', async () => {
  const client = awsClient(api.endpoint, api.key);
  const { id: restApiId, rootResourceId: parentId } = await client.send(new CreateRestApiCommand({ name: 'sdk' }));
  const resource = await client.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'pets' }));
  const method = { restApiId, resourceId: resource.id, httpMethod: 'GET' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE', apiKeyRequired: true }));
  const requestTemplates = { 'application/json': '{"statusCode": 200}' };
  await client.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }));
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }));
  const responseTemplates = { 'application/json': '{"by":"sdk"}' };
  await client.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
  const path = `/${restApiId}/prod/pets`;
  expect(JSON.parse(await invoke(api, path, 403))).toEqual({ message: 'Forbidden' });

  const key = await client.send(new CreateApiKeyCommand({ name: 'sdk', enabled: true }));
  const plan = await client.send(
    new CreateUsagePlanCommand({ name: 'sdk', apiStages: [{ apiId: restApiId, stage: 'prod' }] }),
  );
  const usagePlanId = plan.id;
  await client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: key.id, keyType: 'API_KEY' }));
  expect(JSON.parse(await invoke(api, path, 200, { 'x-api-key': key.value ?? '' }))).toEqual({ by: 'sdk' });

  await client.send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId: key.id }));
  const patchOperations = [{ op: 'remove' as const, path: '/apiStages', value: `${restApiId}:prod` }];
  await client.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
  await client.send(new DeleteUsagePlanCommand({ usagePlanId }));
  await client.send(new DeleteApiKeyCommand({ apiKey: key.id }));
  await client.send(new DeleteRestApiCommand({ restApiId }));
  await invoke(api, path, 404, { 'x-api-key': key.value ?? '' });
  for (const command of [new GetRestApisCommand({}), new GetApiKeysCommand({}), new GetUsagePlansCommand({})]) {
    const { items } = (await client.send(command as GetRestApisCommand)) as { items?: unknown[] };
    expect(items).toEqual([]);
  }
});
