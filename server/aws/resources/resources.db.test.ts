import {
  ConflictException,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourceCommand,
  GetResourcesCommand,
  PutMethodCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();

test('resources embed their methods when they are asked to', async () => {
  const { id: restApiId, rootResourceId: parentId } = await client.send(
    new CreateRestApiCommand({ name: 'Embedding' }),
  );
  const { id: resourceId } = await client.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'embedded' }),
  );
  const resource = { resourceId };
  const method = { restApiId, resourceId, httpMethod: 'GET', authorizationType: 'AWS_IAM' };
  await client.send(new PutMethodCommand(method));
  const plain = await client.send(new GetResourceCommand({ restApiId, ...resource }));
  expect(plain.resourceMethods).toEqual({ GET: {} });
  const whole = await client.send(new GetResourceCommand({ restApiId, ...resource, embed: ['methods'] }));
  const GET = { authorizationType: 'AWS_IAM', httpMethod: 'GET', apiKeyRequired: false };
  expect(whole.resourceMethods).toEqual({ GET });
  const { items } = await client.send(new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500 }));
  expect(items?.find(({ path }) => path === '/embedded')?.resourceMethods).toEqual({ GET });
  expect(items?.find(({ path }) => path === '/')?.resourceMethods).toBeUndefined();
});

test('places in the tree that AWS does not have are refused in its words', async () => {
  const create = async (parentId: string, pathPart: string) =>
    (await client.send(new CreateResourceCommand({ restApiId: api.id, parentId, pathPart }))).id ?? '';
  const api = await client.send(new CreateRestApiCommand({ name: 'Places' }));
  const root = api.rootResourceId ?? '';
  const pets = await create(root, 'pets');
  const inner = await create(pets, 'inner');
  const greedy = await create(root, '{proxy+}');
  await expect(create(greedy, 'x')).rejects.toThrow(
    'Cannot create a child of a resource with a greedy path variable: {proxy+}',
  );
  await expect(create(root, '{id}')).rejects.toThrow(
    'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
  );
  await expect(create(root, '{proxy+}')).rejects.toThrow(ConflictException);
  const replace = (resourceId: string, path: string, value: string) =>
    client.send(
      new UpdateResourceCommand({ restApiId: api.id, resourceId, patchOperations: [{ op: 'replace', path, value }] }),
    );
  await expect(replace(root, '/pathPart', 'x')).rejects.toThrow('Root resource cannot update its pathPart.');
  await expect(replace(root, '/parentId', pets)).rejects.toThrow('Root resource cannot update its parentId.');
  await expect(replace(pets, '/parentId', inner)).rejects.toThrow('Resources cannot be cyclical.');
  await expect(replace(pets, '/parentId', 'none')).rejects.toThrow('Invalid Resource identifier specified');
  await expect(replace(pets, '/invalid', 'x')).rejects.toThrow(
    "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
  );
  await create(root, 'inner');
  await expect(replace(inner, '/parentId', root)).rejects.toThrow(
    'Another resource with the same parent already has this name: inner',
  );
  const moved = await client.send(
    new UpdateResourceCommand({
      restApiId: api.id,
      resourceId: inner,
      patchOperations: [
        { op: 'replace', path: '/parentId', value: root },
        { op: 'replace', path: '/pathPart', value: 'outer' },
      ],
    }),
  );
  expect(moved).toMatchObject({ id: inner, parentId: root, pathPart: 'outer', path: '/outer' });
});
