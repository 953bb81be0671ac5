import { beforeAll, expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { db } from '../db.ts';
import { createKey } from '../keys/create-key.ts';
import { createMethod } from '../methods/create-method.ts';
import { createPlan } from '../plans/create-plan.ts';
import { createResource } from '../resources/create-resource.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { searchAll } from './search-all.ts';

let owner: Member;
let apiId: string;

async function addResource(pathPart: string, operationName?: string): Promise<void> {
  const { id: parentId } = await db().resource.findFirstOrThrow({ where: { apiId, path: '/' } });
  const { id: resourceId } = await createResource.execute(owner, { apiId, parentId, pathPart });
  const method = { apiId, resourceId, httpMethod: 'GET' as const };
  await createMethod.execute(owner, method);
  if (operationName !== undefined) await db().method.updateMany({ where: method, data: { operationName } });
}

const hits = async (text: string, by = owner) =>
  (await searchAll.execute(by, { text })).map(({ kind, title }) => `${kind} ${title}`);

beforeAll(async () => {
  owner = await newWorkspace();
  ({ id: apiId } = await createApi.execute(owner, { name: 'Zoo' }));
  await addResource('pets', 'listAnimals');
  await addResource('animals', 'getAnimals');
  await createKey.execute(owner, { name: 'Animal lovers' });
  await createPlan.execute(owner, { name: 'Animals, free' });
});

test('paths and operations are found by any part, once each and in order', async () => {
  expect(await hits('ANIMAL')).toEqual([
    'resource /animals',
    'resource /pets',
    'key Animal lovers',
    'plan Animals, free',
  ]);
  expect(await searchAll.execute(owner, { text: 'listAnimals' })).toMatchObject([
    { kind: 'resource', title: '/pets', subtitle: 'Zoo · GET' },
  ]);
});

test('an API is found by its name and its id', async () => {
  expect(await hits('zoo')).toEqual(['api Zoo']);
  expect(await hits(apiId)).toEqual(['api Zoo']);
});

test('nothing of another workspace is found', async () => {
  expect(await hits('animal', await newWorkspace())).toEqual([]);
});

test('eight of a kind are shown', async () => {
  for (let i = 1; i <= 9; i += 1) await addResource(`shelf-${i}`, `getShelf${i}`);
  expect(await hits('shelf')).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => `resource /shelf-${i}`));
});
