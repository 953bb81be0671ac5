import {
  BadRequestException,
  ConflictException,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  GetResourceCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  NotFoundException,
  UpdateResourceCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { awsClient, newKeyOf } from '../../testing/aws-client.ts';
import { controlApi } from '../../testing/control-api.ts';
import { addMember, newWorkspace } from '../../testing/workspace-fixture.ts';

const { client, owner, server } = await controlApi();

test('an API is made, read, listed, changed and deleted', async () => {
  const made = await client.send(
    new CreateRestApiCommand({ name: 'Pets', binaryMediaTypes: ['image/png'], tags: { team: 'a' } }),
  );
  expect(made).toMatchObject({
    name: 'Pets',
    apiKeySource: 'HEADER',
    binaryMediaTypes: ['image/png'],
    endpointConfiguration: { types: ['EDGE'] },
    tags: { team: 'a' },
    disableExecuteApiEndpoint: false,
  });
  expect(made.createdDate?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(made.description).toBeUndefined();
  const restApiId = made.id;
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'Animals' },
    { op: 'add' as const, path: '/binaryMediaTypes/image~1gif' },
    { op: 'remove' as const, path: '/binaryMediaTypes/image~1png' },
    { op: 'replace' as const, path: '/minimumCompressionSize', value: '1024' },
  ];
  await client.send(new UpdateRestApiCommand({ restApiId, patchOperations }));
  const { $metadata: _, ...read } = await client.send(new GetRestApiCommand({ restApiId }));
  expect(read).toMatchObject({ name: 'Animals', binaryMediaTypes: ['image/gif'], minimumCompressionSize: 1024 });
  const { items } = await client.send(new GetRestApisCommand({}));
  expect(items).toContainEqual(read);
  await client.send(new DeleteRestApiCommand({ restApiId }));
  const gone = client.send(new GetRestApiCommand({ restApiId }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow(/^Invalid API identifier specified \d{12}:[a-z0-9]{10}$/);
});

test('a wrong patch changes nothing, and says what is right', async () => {
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'Steady' }));
  const wrong = client.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [
        { op: 'replace', path: '/name', value: 'Changed' },
        { op: 'replace', path: '/nope', value: 'x' },
      ],
    }),
  );
  await expect(wrong).rejects.toThrow(BadRequestException);
  await expect(wrong).rejects.toThrow(
    "Invalid patch path  '/nope' specified for op 'replace'. Must be one of: [/name,",
  );
  expect(await client.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: 'Steady' });
});

test('lists are paged by limit and position', async () => {
  const reader = awsClient(server.url, await newKeyOf(await newWorkspace()));
  for (let i = 0; i < 5; i += 1) await reader.send(new CreateRestApiCommand({ name: `API ${i}` }));
  const names = new Set<string | undefined>();
  let position: string | undefined;
  do {
    const page = await reader.send(new GetRestApisCommand({ limit: 2, position }));
    for (const { name } of page.items ?? []) names.add(name);
    position = page.position;
  } while (position !== undefined);
  expect(names.size).toBe(5);
  await expect(reader.send(new GetRestApisCommand({ position: 'nonsense!' }))).rejects.toThrow(BadRequestException);
});

test('resources form a tree', async () => {
  const { id: restApiId, rootResourceId: parentId } = await client.send(new CreateRestApiCommand({ name: 'Tree' }));
  const pets = await client.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'pets' }));
  expect(pets).toMatchObject({ parentId, pathPart: 'pets', path: '/pets' });
  const again = client.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'pets' }));
  await expect(again).rejects.toThrow(ConflictException);
  await expect(again).rejects.toThrow('Another resource with the same parent already has this name: pets');
  const resourceId = pets.id;
  await client.send(
    new UpdateResourceCommand({
      restApiId,
      resourceId,
      patchOperations: [{ op: 'replace', path: '/pathPart', value: 'animals' }],
    }),
  );
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  expect(items?.map(({ path }) => path)).toEqual(['/', '/animals']);
  await client.send(new DeleteResourceCommand({ restApiId, resourceId }));
  await expect(client.send(new GetResourceCommand({ restApiId, resourceId }))).rejects.toThrow(
    'Invalid Resource identifier specified',
  );
});

test('a key may do what its role may, in its own workspace', async () => {
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'Ours' }));
  const viewer = awsClient(server.url, await newKeyOf(await addMember(owner.workspaceId, 'viewer')));
  expect(await viewer.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: 'Ours' });
  await expect(viewer.send(new DeleteRestApiCommand({ restApiId }))).rejects.toThrow(
    /is not authorized to perform: apigateway:DELETE on resource: arn:aws:apigateway:eu-central-1::\/restapis\//,
  );
  const powerless = awsClient(server.url, await newKeyOf(owner, null));
  await expect(powerless.send(new GetRestApiCommand({ restApiId }))).rejects.toThrow(/is not authorized/);
  const stranger = awsClient(server.url, await newKeyOf(await newWorkspace()));
  await expect(stranger.send(new GetRestApiCommand({ restApiId }))).rejects.toThrow(NotFoundException);
});
