import {
  BadRequestException,
  ConflictException,
  CreateDocumentationPartCommand,
  CreateDocumentationVersionCommand,
  CreateRestApiCommand,
  DeleteDocumentationPartCommand,
  DeleteDocumentationVersionCommand,
  type DocumentationPartLocation,
  GetDocumentationPartCommand,
  GetDocumentationPartsCommand,
  GetDocumentationVersionCommand,
  GetDocumentationVersionsCommand,
  ImportDocumentationPartsCommand,
  NotFoundException,
  UpdateDocumentationPartCommand,
  UpdateDocumentationVersionCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { db } from '../../db.ts';
import { controlApi } from '../../testing/control-api.ts';
import { newStage } from '../../testing/workspace-fixture.ts';

const { client, owner } = await controlApi();

const properties = JSON.stringify({ description: 'All of it' });

async function newApi(): Promise<string> {
  return (await client.send(new CreateRestApiCommand({ name: 'Documented' }))).id ?? '';
}

function create(restApiId: string, location: DocumentationPartLocation, text = properties) {
  return client.send(new CreateDocumentationPartCommand({ restApiId, location, properties: text }));
}

test('a part is made, changed, listed and deleted', async () => {
  const restApiId = await newApi();
  const made = await create(restApiId, { type: 'METHOD', path: '/', method: 'GET', name: '' });
  expect(made).toMatchObject({ location: { type: 'METHOD', path: '/', method: 'GET' }, properties });
  expect(made.location).not.toHaveProperty('name');
  const id = { restApiId, documentationPartId: made.id };
  const value = JSON.stringify({ description: 'Changed' });
  const patchOperations = [{ op: 'replace' as const, path: '/properties', value }];
  expect(await client.send(new UpdateDocumentationPartCommand({ ...id, patchOperations }))).toMatchObject({
    properties: value,
  });
  const { $metadata: _, ...read } = await client.send(new GetDocumentationPartCommand(id));
  await create(restApiId, { type: 'MODEL', name: 'Empty' });
  const list = async (filter: object) =>
    (await client.send(new GetDocumentationPartsCommand({ restApiId, ...filter }))).items;
  expect(await list({ type: 'METHOD' })).toEqual([read]);
  expect(await list({ path: '/' })).toEqual([read]);
  expect((await list({ nameQuery: 'Emp' }))?.map(({ location }) => location?.type)).toEqual(['MODEL']);
  expect((await list({ locationStatus: 'UNDOCUMENTED' }))?.map(({ location }) => location)).toEqual([
    { type: 'API' },
    { type: 'MODEL', name: 'Error' },
    { type: 'RESOURCE', path: '/' },
  ]);
  await client.send(new DeleteDocumentationPartCommand(id));
  const gone = client.send(new GetDocumentationPartCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Documentation part identifier specified');
});

test('what is wrong is refused', async () => {
  const restApiId = await newApi();
  const { id: documentationPartId } = await create(restApiId, { type: 'RESOURCE', path: '/' });
  const again = create(restApiId, { type: 'RESOURCE' });
  await expect(again).rejects.toThrow(ConflictException);
  await expect(again).rejects.toThrow("Documentation part already exists for the specified location: type 'RESOURCE'.");
  await expect(create(restApiId, { type: 'API', method: 'GET' })).rejects.toThrow(BadRequestException);
  await expect(create(restApiId, { type: 'API' }, 'text')).rejects.toThrow(
    'The properties of a documentation part are a JSON object.',
  );
  await expect(create(restApiId, { type: 'INVALID' as 'API' })).rejects.toThrow(
    /^1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed/,
  );
  await expect(create('nope', { type: 'API' })).rejects.toThrow(/^Invalid API identifier specified \d{12}:nope$/);
  const nowhere = client.send(new DeleteDocumentationPartCommand({ restApiId: 'nope', documentationPartId }));
  await expect(nowhere).rejects.toThrow(/^Invalid API identifier specified \d{12}:nope$/);
  const patch = (op: 'add' | 'replace', path: string) =>
    client.send(
      new UpdateDocumentationPartCommand({ restApiId, documentationPartId, patchOperations: [{ op, path }] }),
    );
  await expect(patch('add', '/properties')).rejects.toThrow(
    "Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
  );
  await expect(patch('replace', '/invalidPath')).rejects.toThrow(
    "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
  );
});

test('the parts of a description are laid over the others, or take their place', async () => {
  const restApiId = await newApi();
  const api = await create(restApiId, { type: 'API' });
  const model = await create(restApiId, { type: 'MODEL', name: 'Error' });
  const send = (documentationParts: object[], mode: 'merge' | 'overwrite', failOnWarnings = false) => {
    const documentation = { version: '1', documentationParts };
    const body = { openapi: '3.0.1', info: {}, paths: {}, 'x-amazon-apigateway-documentation': documentation };
    const bytes = Buffer.from(JSON.stringify(body));
    return client.send(new ImportDocumentationPartsCommand({ restApiId, body: bytes, mode, failOnWarnings }));
  };
  const parts = [
    { location: { type: 'API' }, properties: { description: 'New' } },
    { location: { type: 'METHOD', path: '/', method: 'GET' }, properties: { summary: 'Root' } },
  ];
  const merged = await send(parts, 'merge');
  expect(merged.ids).toHaveLength(2);
  expect(merged.ids?.[0]).toBe(api.id);
  expect(merged.warnings).toBeUndefined();
  const list = async () => (await client.send(new GetDocumentationPartsCommand({ restApiId }))).items;
  expect((await list())?.map(({ id }) => id).sort()).toEqual([...(merged.ids ?? []), model.id].sort());
  const overwritten = await send(parts, 'overwrite');
  expect((await list())?.map(({ id }) => id).sort()).toEqual([...(overwritten.ids ?? [])].sort());
  expect(overwritten.ids).not.toContain(api.id);
  await expect(send([{ location: { type: 'NOWHERE' }, properties: {} }], 'overwrite')).rejects.toThrow(
    BadRequestException,
  );
  const odd = [{ ...parts[0], colour: 'red' }];
  await expect(send(odd, 'overwrite', true)).rejects.toThrow(/Warnings found during import/);
  expect((await send(odd, 'merge')).warnings).toHaveLength(1);
  expect(await list()).toHaveLength(2);
});

test('versions keep the documentation as it was, and stages show them', async () => {
  const restApiId = await newStage(owner.workspaceId);
  await create(restApiId, { type: 'API' });
  const publish = (documentationVersion: string, stageName?: string) =>
    client.send(new CreateDocumentationVersionCommand({ restApiId, documentationVersion, stageName }));
  const { draftRevision } = await db().restApi.findUniqueOrThrow({ where: { id: restApiId } });
  const { $metadata: _, ...made } = await publish('1.0');
  expect(made).toEqual({ version: '1.0', createdDate: made.createdDate });
  await expect(publish('1.0')).rejects.toThrow(ConflictException);
  await expect(publish('2.0', 'nope')).rejects.toThrow('Invalid stage identifier specified');
  await publish('2.0', 'prod');
  const id = { restApiId, documentationVersion: '1.0' };
  const describe = (path: string) =>
    client.send(
      new UpdateDocumentationVersionCommand({ ...id, patchOperations: [{ op: 'replace', path, value: 'First' }] }),
    );
  expect(await describe('/description')).toMatchObject({ version: '1.0', description: 'First' });
  await expect(describe('/version')).rejects.toThrow('Must be one of: [/description]');
  const { items } = await client.send(new GetDocumentationVersionsCommand({ restApiId }));
  expect(items?.map(({ version, description }) => [version, description])).toEqual([
    ['1.0', 'First'],
    ['2.0', undefined],
  ]);
  expect(await db().restApi.findUniqueOrThrow({ where: { id: restApiId } })).toMatchObject({ draftRevision });
  const row = await db().documentationVersion.findUniqueOrThrow({
    where: { apiId_version: { apiId: restApiId, version: '2.0' } },
  });
  expect(row.parts).toMatchObject([{ location: { type: 'API' }, properties }]);
  const shown = client.send(new DeleteDocumentationVersionCommand({ restApiId, documentationVersion: '2.0' }));
  await expect(shown).rejects.toThrow(ConflictException);
  await client.send(new DeleteDocumentationVersionCommand(id));
  const gone = client.send(new GetDocumentationVersionCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow(/^Invalid Documentation version specified$/);
});
