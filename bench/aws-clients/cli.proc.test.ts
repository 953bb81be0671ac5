import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findClient } from '#tools/test/find-client.ts';
import { type ControlApi, invoke, startControlApi } from './control-api.ts';
import { runClient } from './run-client.ts';

const program = findClient('aws');
if (!program) console.log('The AWS CLI is not on the PATH: apt-get install awscli to run these tests.');

let api: ControlApi;

beforeAll(async () => {
  if (program) api = await startControlApi();
});
afterAll(() => api?.stop());

/** Runs one command of the service and gives its answer. */
async function aws(...args: string[]): Promise<Record<string, string>> {
  const all = ['--endpoint-url', api.endpoint, '--output', 'json', 'apigateway', ...args];
  const text = await runClient(program ?? '', all, api.environment);
  return text.trim() === '' ? {} : (JSON.parse(text) as Record<string, string>);
}

// Each command is a process of its own that takes most of a second of the processor.
const patient = { timeout: 300_000 };

test.skipIf(!program)('the AWS CLI: from an API to its first answer, and nothing left', patient, async () => {
  expect(spawnSync(program ?? '', ['--version']).status).toBe(0);
  const { id = '', rootResourceId = '' } = await aws('create-rest-api', '--name', 'cli');
  const ofApi = ['--rest-api-id', id];
  const resource = await aws('create-resource', ...ofApi, '--parent-id', rootResourceId, '--path-part', 'pets');
  const method = [...ofApi, '--resource-id', resource.id ?? '', '--http-method', 'GET'];
  await aws('put-method', ...method, '--authorization-type', 'NONE', '--api-key-required');
  const request = '{"application/json": "{\\"statusCode\\": 200}"}';
  await aws('put-integration', ...method, '--type', 'MOCK', '--request-templates', request);
  await aws('put-method-response', ...method, '--status-code', '200');
  const response = '{"application/json": "{\\"by\\":\\"cli\\"}"}';
  await aws('put-integration-response', ...method, '--status-code', '200', '--response-templates', response);
  await aws('create-deployment', ...ofApi, '--stage-name', 'prod');
  const path = `/${id}/prod/pets`;
  await invoke(api, path, 403);

  const key = await aws('create-api-key', '--name', 'cli', '--enabled');
  const plan = await aws('create-usage-plan', '--name', 'cli', '--api-stages', `apiId=${id},stage=prod`);
  const [ofPlan, ofKey] = [
    ['--usage-plan-id', plan.id ?? ''],
    ['--key-id', key.id ?? ''],
  ];
  await aws('create-usage-plan-key', ...ofPlan, ...ofKey, '--key-type', 'API_KEY');
  expect(JSON.parse(await invoke(api, path, 200, { 'x-api-key': key.value ?? '' }))).toEqual({ by: 'cli' });

  await aws('delete-usage-plan-key', ...ofPlan, ...ofKey);
  await aws('update-usage-plan', ...ofPlan, '--patch-operations', `op=remove,path=/apiStages,value=${id}:prod`);
  await aws('delete-usage-plan', ...ofPlan);
  await aws('delete-api-key', '--api-key', key.id ?? '');
  await aws('delete-rest-api', ...ofApi);
  await invoke(api, path, 404);
  for (const list of ['get-rest-apis', 'get-api-keys', 'get-usage-plans'])
    expect(await aws(list)).toEqual({ items: [] });
});

test.skipIf(!program)('the AWS CLI: an export of AWS is imported, deployed and served', patient, async () => {
  const file = new URL('../../core/openapi/testdata/aws-export.yaml', import.meta.url).pathname;
  const { id = '' } = await aws('import-rest-api', '--body', `fileb://${file}`, '--fail-on-warnings');
  await aws('create-deployment', '--rest-api-id', id, '--stage-name', 'live');
  expect(JSON.parse(await invoke(api, `/${id}/live/books?author=austen`, 403))).toEqual({ message: 'Forbidden' });
  expect(JSON.parse(await invoke(api, `/${id}/live/loans/7`, 403))).toEqual({
    message: 'Missing Authentication Token',
  });
  await aws('delete-rest-api', '--rest-api-id', id);
});
