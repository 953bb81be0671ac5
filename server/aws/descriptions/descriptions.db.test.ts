import { readFileSync } from 'node:fs';
import {
  BadRequestException,
  CreateRestApiCommand,
  GetExportCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetSdkCommand,
  GetSdkTypesCommand,
  ImportRestApiCommand,
  NotFoundException,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { createDeployment } from '../../deployments/create-deployment.ts';
import { controlApi } from '../../testing/control-api.ts';

const { client, owner } = await controlApi();

const awsExport = readFileSync(new URL('../../../core/openapi/testdata/aws-export.yaml', import.meta.url));

function mock(path: string, change: object = {}): object {
  const integration = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' } };
  const get = { responses: { 200: { description: 'ok' } }, 'x-amazon-apigateway-integration': integration };
  return { openapi: '3.0.1', info: { title: 'Made', version: '1' }, paths: { [path]: { get } }, ...change };
}

const bytes = (document: object) => Buffer.from(JSON.stringify(document));

async function exported(restApiId: string | undefined, exportType: string, accepts: string, part = 'apigateway') {
  const command = { restApiId, stageName: 'prod', exportType, accepts, parameters: { extensions: part } };
  const answer = await client.send(new GetExportCommand(command));
  return { ...answer, text: Buffer.from(answer.body ?? []).toString('utf8') };
}

async function pathsOf(restApiId: string | undefined): Promise<(string | undefined)[]> {
  const { items } = await client.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  return (items ?? []).map(({ path }) => path);
}

test('an export is what the next import gives again, in both versions and both forms', async () => {
  const { id: restApiId } = await client.send(new ImportRestApiCommand({ body: awsExport }));
  await createDeployment.execute(owner, { apiId: restApiId ?? '', stageName: 'prod' });
  for (const exportType of ['oas30', 'swagger']) {
    for (const accepts of ['application/json', 'application/yaml']) {
      const first = await exported(restApiId, exportType, accepts);
      expect(first.contentType).toBe(accepts);
      expect(first.contentDisposition).toMatch(/^attachment; filename="/);
      const { id: copy } = await client.send(new ImportRestApiCommand({ body: Buffer.from(first.text) }));
      await createDeployment.execute(owner, { apiId: copy ?? '', stageName: 'prod' });
      const second = await exported(copy, exportType, accepts);
      expect(second.text.replaceAll(copy ?? '', '')).toBe(first.text.replaceAll(restApiId ?? '', ''));
    }
  }
});

test('an export has the extensions that were asked for', async () => {
  const { id: restApiId } = await client.send(new ImportRestApiCommand({ body: awsExport }));
  await createDeployment.execute(owner, { apiId: restApiId ?? '', stageName: 'prod' });
  const names = async (part: string) => {
    const { text } = await exported(restApiId, 'oas30', 'application/json', part);
    expect(load(text)).toMatchObject({ openapi: '3.0.3' });
    return new Set([...text.matchAll(/"(x-amazon-apigateway-[a-z-]+)"/g)].map(([, name]) => name));
  };
  const integrations = await names('integrations');
  expect(integrations).toContain('x-amazon-apigateway-integration');
  expect(integrations).not.toContain('x-amazon-apigateway-authorizer');
  const authorizers = await names('authorizers');
  expect(authorizers).toContain('x-amazon-apigateway-authorizer');
  expect(authorizers).not.toContain('x-amazon-apigateway-integration');
  const all = await names('apigateway');
  for (const name of ['request-validators', 'gateway-responses', 'integration', 'authorizer']) {
    expect(all).toContain(`x-amazon-apigateway-${name}`);
  }
  await expect(exported(restApiId, 'raml', 'application/json')).rejects.toThrow(BadRequestException);
  const unknownStage = new GetExportCommand({ restApiId, stageName: 'nope', exportType: 'oas30' });
  await expect(client.send(unknownStage)).rejects.toThrow('Invalid Stage identifier specified');
});

test('a description is laid over an API, or takes its place', async () => {
  const { id: restApiId } = await client.send(
    new CreateRestApiCommand({ name: 'Before', binaryMediaTypes: ['image/png'] }),
  );
  await client.send(new PutRestApiCommand({ restApiId, body: bytes(mock('/pets/{id}/toys')) }));
  await client.send(new PutRestApiCommand({ restApiId, mode: 'merge', body: bytes(mock('/pets/{petId}')) }));
  expect(await pathsOf(restApiId)).toEqual(['/', '/pets', '/pets/{petId}', '/pets/{petId}/toys']);
  const put = await client.send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body: bytes(mock('/cats')) }));
  expect(put).toMatchObject({ id: restApiId, name: 'Made' });
  expect(await pathsOf(restApiId)).toEqual(['/', '/cats']);
});

test('a description with faults changes nothing', async () => {
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'Steady' }));
  const put = (body: Uint8Array, failOnWarnings = false) =>
    client.send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body, failOnWarnings }));
  await expect(put(Buffer.from('{"openapi": '))).rejects.toThrow(BadRequestException);
  await expect(put(bytes({ swagger: '1.2' }))).rejects.toThrow(BadRequestException);
  const doubtful = bytes(mock('/pets', { 'x-amazon-apigateway-nonsense': true }));
  await expect(put(doubtful, true)).rejects.toThrow(/^Warnings found during import:\n\t/);
  expect(await pathsOf(restApiId)).toEqual(['/']);
  expect(await client.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: 'Steady' });
  expect((await put(doubtful)).warnings).toHaveLength(1);
  const nowhere = client.send(new PutRestApiCommand({ restApiId: 'aaaaaaaaaa', body: bytes(mock('/')) }));
  await expect(nowhere).rejects.toThrow(NotFoundException);
});

test('parameters of an import are honoured', async () => {
  const body = bytes(mock('/pets', { servers: [{ url: 'https://example.com/v1' }] }));
  const parameters = { basepath: 'prepend', endpointConfigurationTypes: 'PRIVATE', ignore: 'documentation' };
  const made = await client.send(new ImportRestApiCommand({ body, parameters }));
  expect(made.endpointConfiguration?.types).toEqual(['PRIVATE']);
  expect(await pathsOf(made.id)).toEqual(['/', '/v1', '/v1/pets']);
});

test('an SDK is a zip of what a stage serves', async () => {
  const { id: restApiId } = await client.send(new ImportRestApiCommand({ body: bytes(mock('/pets')) }));
  await createDeployment.execute(owner, { apiId: restApiId ?? '', stageName: 'prod' });
  const { items } = await client.send(new GetSdkTypesCommand({}));
  expect(items?.map(({ id }) => id)).toContain('typescript');
  const get = (sdkType: string) =>
    client.send(new GetSdkCommand({ restApiId, stageName: 'prod', sdkType, parameters: { packageName: 'pets' } }));
  const sdk = await get('typescript');
  expect(sdk.contentType).toBe('application/zip');
  expect(
    Buffer.from(sdk.body ?? [])
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  await expect(get('cobol')).rejects.toThrow('Invalid SDK type specified: cobol');
});
