import { beforeAll, expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { deleteApi } from '../apis/delete-api.ts';
import { getApi } from '../apis/get-api.ts';
import { listApis } from '../apis/list-apis.ts';
import { updateApi } from '../apis/update-api.ts';
import { db } from '../db.ts';
import { createResource } from '../resources/create-resource.ts';
import { deleteResource } from '../resources/delete-resource.ts';
import { getResourceTree } from '../resources/get-resource-tree.ts';
import { previewResourceDeletion } from '../resources/preview-resource-deletion.ts';
import { updateResource } from '../resources/update-resource.ts';
import { errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createMethod } from './create-method.ts';
import { deleteMethod } from './delete-method.ts';
import { getMethod } from './get-method.ts';
import { updateMethod } from './update-method.ts';

let owner: Member;
let stranger: Member;
beforeAll(async () => {
  owner = await newWorkspace();
  stranger = await newWorkspace();
});

async function apiWithRoot(name: string) {
  const { id: apiId } = await createApi.execute(owner, { name });
  const { resources } = await getResourceTree.execute(owner, { apiId });
  return { apiId, rootId: resources[0]?.id ?? '' };
}

async function paths(apiId: string): Promise<string[]> {
  return (await getResourceTree.execute(owner, { apiId })).resources.map((resource) => resource.path);
}

test('an API is created, found, changed and deleted by its own workspace only', async () => {
  const { apiId } = await apiWithRoot('Orders');
  expect((await listApis.execute(owner, { search: 'ORDER' })).items.map((api) => api.id)).toEqual([apiId]);
  expect((await listApis.execute(stranger, {})).items).toEqual([]);
  expect((await errorOf(getApi.execute(stranger, { apiId }))).code).toBe('NOT_FOUND');
  expect((await errorOf(updateApi.execute(stranger, { apiId, name: 'Mine' }))).code).toBe('NOT_FOUND');
  expect((await errorOf(updateApi.execute({ ...owner, role: 'viewer' }, { apiId, name: 'Mine' }))).code).toBe(
    'FORBIDDEN',
  );

  const before = await getApi.execute(owner, { apiId });
  await updateApi.execute(owner, { apiId, binaryMediaTypes: ['image/png'], minimumCompressionSize: 0 });
  const after = await getApi.execute(owner, { apiId });
  expect(after).toMatchObject({ name: 'Orders', binaryMediaTypes: ['image/png'], minimumCompressionSize: 0 });
  expect(after.draftRevision).toBe(before.draftRevision + 1);

  expect((await errorOf(deleteApi.execute(owner, { apiId, confirmName: 'Order' }))).issues[0]?.pointer).toBe(
    '/confirmName',
  );
  await deleteApi.execute(owner, { apiId, confirmName: 'Orders' });
  expect((await errorOf(getApi.execute(owner, { apiId }))).code).toBe('NOT_FOUND');
  const entries = await db().auditEntry.findMany({ where: { apiId }, orderBy: { at: 'asc' } });
  expect(entries.map((entry) => entry.action)).toEqual(['create', 'update', 'delete']);
});

test('pages of APIs follow one another without gap or repetition', async () => {
  for (const name of ['List A', 'List B', 'List C', 'List B']) await createApi.execute(owner, { name });
  const names: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listApis.execute(owner, { search: 'list', limit: 3, cursor: cursor ?? null });
    names.push(...page.items.map((api) => api.name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(names).toEqual(['List A', 'List B', 'List B', 'List C']);
});

test('renaming and moving a resource takes the paths below along', async () => {
  const { apiId, rootId } = await apiWithRoot('Tree');
  const create = (parentId: string, pathPart: string) => createResource.execute(owner, { apiId, parentId, pathPart });
  const a = await create(rootId, 'a_b');
  const b = await create(a.id, '{id}');
  await create(b.id, 'c%');
  const other = await create(rootId, 'axb');
  await create(other.id, 'kept');

  await updateResource.execute(owner, { apiId, resourceId: a.id, pathPart: 'z' });
  expect(await paths(apiId)).toEqual(['/', '/axb', '/axb/kept', '/z', '/z/{id}', '/z/{id}/c%']);
  await updateResource.execute(owner, { apiId, resourceId: b.id, parentId: other.id });
  expect(await paths(apiId)).toEqual(['/', '/axb', '/axb/kept', '/axb/{id}', '/axb/{id}/c%', '/z']);

  const below = await errorOf(updateResource.execute(owner, { apiId, resourceId: other.id, parentId: b.id }));
  expect(below.code).toBe('BAD_INPUT');
  await updateResource.execute(owner, { apiId, resourceId: b.id, parentId: a.id, pathPart: '{key}' });
  expect(await paths(apiId)).toEqual(['/', '/axb', '/axb/kept', '/z', '/z/{key}', '/z/{key}/c%']);
  await updateResource.execute(owner, { apiId, resourceId: b.id, parentId: other.id, pathPart: '{id}' });
  expect((await errorOf(create(other.id, '{again}'))).code).toBe('CONFLICT');
  expect((await errorOf(create(b.id, '{id}'))).code).toBe('BAD_INPUT');
  expect((await errorOf(create(rootId, 'z'))).code).toBe('CONFLICT');
  const child = await create(a.id, '{id}');
  const twice = await errorOf(updateResource.execute(owner, { apiId, resourceId: a.id, parentId: b.id }));
  expect(twice.message).toBe('The path /axb/{id}/z/{id} has the parameter {id} twice.');
  await deleteResource.execute(owner, { apiId, resourceId: child.id });
  const greedy = await create(rootId, '{proxy+}');
  expect((await errorOf(create(greedy.id, 'x'))).code).toBe('BAD_INPUT');
  expect((await errorOf(deleteResource.execute(owner, { apiId, resourceId: rootId }))).code).toBe('BAD_INPUT');

  await createMethod.execute(owner, { apiId, resourceId: b.id, httpMethod: 'GET' });
  expect(await previewResourceDeletion.execute(owner, { apiId, resourceId: other.id })).toEqual({
    resources: 4,
    methods: 1,
  });
  await deleteResource.execute(owner, { apiId, resourceId: other.id });
  expect(await paths(apiId)).toEqual(['/', '/z', '/{proxy+}']);
  expect(await db().integration.count({ where: { apiId } })).toBe(0);
});

test('an edit that was made on an older revision is refused and says who was faster', async () => {
  const { apiId, rootId: resourceId } = await apiWithRoot('Edits');
  const id = { apiId, resourceId, httpMethod: 'GET' } as const;
  const { revision } = await createMethod.execute(owner, id);
  expect((await errorOf(createMethod.execute(owner, id))).code).toBe('CONFLICT');

  const rita = { ...owner, name: 'Rita' };
  const saved = await updateMethod.execute(rita, {
    ...id,
    expectedRevision: revision,
    patch: { operationName: 'list' },
  });
  const stale = await errorOf(
    updateMethod.execute(owner, { ...id, expectedRevision: revision, patch: { operationName: 'other' } }),
  );
  expect(stale.code).toBe('STALE');
  expect(stale.message).toContain('Rita');
  expect(stale.issues).toEqual([{ message: String(saved.revision), pointer: '/expectedRevision' }]);

  const method = await getMethod.execute(owner, id);
  expect(method).toMatchObject({ operationName: 'list', revision: saved.revision, path: '/' });
  const { integration } = method;
  if (!integration) throw new Error('the integration is gone');
  const responses = [
    ...integration.integrationResponses,
    { ...integration.integrationResponses[0], statusCode: '404', selectionPattern: '404' },
  ];
  await updateMethod.execute(owner, {
    ...id,
    expectedRevision: saved.revision,
    patch: {
      requestParameters: { 'method.request.header.x': true },
      integration: {
        ...integration,
        type: 'HTTP',
        httpMethod: 'POST',
        uri: 'https://example.com',
        tlsConfig: { insecureSkipVerification: true },
      },
      methodResponses: [{ statusCode: '404', responseParameters: {}, responseModels: {} }],
    },
  });
  const after = await getMethod.execute(owner, id);
  expect(after.integration).toMatchObject({
    type: 'HTTP',
    httpMethod: 'POST',
    tlsConfig: { insecureSkipVerification: true },
  });
  expect(after.methodResponses.map((response) => response.statusCode)).toEqual(['404']);
  const twice = updateMethod.execute(owner, {
    ...id,
    expectedRevision: after.revision,
    patch: { methodResponses: [...after.methodResponses, ...after.methodResponses] },
  });
  expect((await errorOf(twice)).code).toBe('BAD_INPUT');
  expect(responses).toHaveLength(2);
  await deleteMethod.execute(owner, id);
  expect((await errorOf(getMethod.execute(owner, id))).code).toBe('NOT_FOUND');
});

test('edits of one API that arrive together all take place, one after the other', async () => {
  const { apiId, rootId } = await apiWithRoot('Together');
  const { draftRevision } = await getApi.execute(owner, { apiId });
  const parts = Array.from({ length: 12 }, (_, index) => `r${index}`);
  await Promise.all(parts.map((pathPart) => createResource.execute(owner, { apiId, parentId: rootId, pathPart })));
  expect(await paths(apiId)).toHaveLength(13);
  expect((await getApi.execute(owner, { apiId })).draftRevision).toBe(draftRevision + 12);
});
