import {
  BadRequestException,
  ConflictException,
  CreateModelCommand,
  CreateRestApiCommand,
  DeleteModelCommand,
  GetModelCommand,
  GetModelsCommand,
  GetModelTemplateCommand,
  NotFoundException,
  UpdateModelCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import { createApi } from '../../apis/create-api.ts';
import { listModels } from '../../models/list-models.ts';
import { controlApi } from '../../testing/control-api.ts';

const { client, owner } = await controlApi();
let restApiId = '';

beforeAll(async () => {
  restApiId = (await client.send(new CreateRestApiCommand({ name: 'Modelled' }))).id ?? '';
});

const contentType = 'application/json';
const pet = JSON.stringify({ type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } });

test('an API has the models Empty and Error from the start; one made in the console has none', async () => {
  const { id } = await client.send(new CreateRestApiCommand({ name: 'New' }));
  const { items = [] } = await client.send(new GetModelsCommand({ restApiId: id }));
  expect(items.map(({ name, description }) => [name, description])).toEqual([
    ['Empty', 'This is a default empty schema model'],
    ['Error', 'This is a default error schema model'],
  ]);
  expect(JSON.parse(items[1]?.schema ?? '')).toMatchObject({ properties: { message: { type: 'string' } } });
  const { id: apiId } = await createApi.execute(owner, { name: 'Console' });
  expect((await listModels.execute(owner, { apiId })).items).toEqual([]);
});

test('a model is made, changed, listed and deleted', async () => {
  const id = { restApiId, modelName: 'Pet' };
  const made = await client.send(new CreateModelCommand({ restApiId, name: 'Pet', contentType, schema: pet }));
  expect(made).toMatchObject({ name: 'Pet', contentType, schema: pet });
  expect(made.description).toBeUndefined();
  const schema = JSON.stringify({ type: 'array' });
  const patchOperations = [
    { op: 'replace' as const, path: '/schema', value: schema },
    { op: 'replace' as const, path: '/description', value: 'Pets' },
  ];
  const changed = { id: made.id, name: 'Pet', contentType, description: 'Pets', schema };
  expect(await client.send(new UpdateModelCommand({ ...id, patchOperations }))).toMatchObject(changed);
  expect((await client.send(new GetModelsCommand({ restApiId }))).items).toContainEqual(changed);
  await client.send(new DeleteModelCommand(id));
  const gone = client.send(new GetModelCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid model name specified: Pet');
});

test('edits at the same time all count', async () => {
  await client.send(new CreateModelCommand({ restApiId, name: 'Busy', contentType, schema: pet }));
  const edits = Array.from({ length: 4 }, (_, i) => [
    { op: 'replace' as const, path: '/description', value: `Edit ${i}` },
  ]);
  const edited = edits.map((patchOperations) =>
    client.send(new UpdateModelCommand({ restApiId, modelName: 'Busy', patchOperations })),
  );
  expect((await Promise.all(edited)).map(({ description }) => description)).toHaveLength(4);
});

test.each([
  [{ name: 'Error', schema: pet }, ConflictException, 'Model name already exists for this REST API'],
  [{ name: '', schema: pet }, BadRequestException, 'Model name must be non-empty'],
  [{ name: 'my-pet', schema: pet }, BadRequestException, 'Model name must be alphanumeric: my-pet'],
  [{ name: 'None' }, BadRequestException, 'Model schema must have at least 1 property or array items defined'],
  [{ name: 'Bad', schema: '{' }, BadRequestException, /^Invalid model specified: Validation Result: .*not valid JSON/],
])('refuses the model %j', async (fields, type, message) => {
  const wrong = client.send(new CreateModelCommand({ restApiId, contentType, ...fields }));
  await expect(wrong).rejects.toThrow(type);
  await expect(wrong).rejects.toThrow(message);
});

test.each([
  [
    'add',
    '/wrong-path',
    "Invalid patch path  '/wrong-path' specified for op 'add'. Please choose supported operations",
  ],
  ['replace', '/name', "specified for op 'replace'. Must be one of: [/description, /schema]"],
  ['replace', '/schema', 'Model schema must have at least 1 property or array items defined'],
] as const)('refuses to %s %s', async (op, path, message) => {
  const wrong = new UpdateModelCommand({ restApiId, modelName: 'Error', patchOperations: [{ op, path }] });
  await expect(client.send(wrong)).rejects.toThrow(message);
});

test('a model with others is flattened, and gives a template', async () => {
  const reference = `https://apigateway.amazonaws.com/restapis/${restApiId}/models/Animal`;
  await client.send(new CreateModelCommand({ restApiId, name: 'Animal', contentType, schema: pet }));
  const zoo = JSON.stringify({
    type: 'object',
    properties: { animals: { type: 'array', items: { $ref: reference } } },
  });
  await client.send(new CreateModelCommand({ restApiId, name: 'Zoo', contentType, schema: zoo }));
  const inUse = client.send(new DeleteModelCommand({ restApiId, modelName: 'Animal' }));
  await expect(inUse).rejects.toThrow(ConflictException);
  const flat = await client.send(new GetModelCommand({ restApiId, modelName: 'Zoo', flatten: true }));
  expect(JSON.parse(flat.schema ?? '')).toEqual({
    type: 'object',
    properties: { animals: { type: 'array', items: { $ref: '#/definitions/Animal' } } },
    definitions: { Animal: JSON.parse(pet) },
  });
  expect((await client.send(new GetModelCommand({ restApiId, modelName: 'Zoo' }))).schema).toBe(zoo);
  const { value } = await client.send(new GetModelTemplateCommand({ restApiId, modelName: 'Zoo' }));
  expect(value).toContain('#foreach($elem1 in $inputRoot.animals)');
  await expect(client.send(new GetModelTemplateCommand({ restApiId, modelName: 'Nope' }))).rejects.toThrow(
    'Invalid model name specified: Nope',
  );
});
