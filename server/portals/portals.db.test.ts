import { beforeAll, expect, test } from 'vitest';
import type { SluiceError } from '#core/errors.ts';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { updateApi } from '../apis/update-api.ts';
import { db } from '../db.ts';
import { createDeployment } from '../deployments/create-deployment.ts';
import { ensureInstallation } from '../jobs/ensure-installation.ts';
import { createMethod } from '../methods/create-method.ts';
import { createResource } from '../resources/create-resource.ts';
import { createOwner } from '../setup/create-owner.ts';
import { createWorkspace } from '../workspaces/create-workspace.ts';
import { createPortal } from './create-portal.ts';
import { deletePortal } from './delete-portal.ts';
import { getPortal } from './get-portal.ts';
import { listPortals } from './list-portals.ts';
import { readPublicDescription } from './read-public-description.ts';
import { readPublicPortal } from './read-public.ts';
import { updatePortal } from './update-portal.ts';

const visitor = { sourceIp: '127.0.0.1', userAgent: 'test' };
let owner: Member;
let stranger: Member;
let apiId = '';

/** An API with GET /pets, deployed to prod. */
async function deployedApi(actor: Member, name: string): Promise<string> {
  const { id } = await createApi.execute(actor, { name, description: 'Sells pets.' });
  const root = await db().resource.findFirstOrThrow({ where: { apiId: id } });
  const pets = await createResource.execute(actor, { apiId: id, parentId: root.id, pathPart: 'pets' });
  await createMethod.execute(actor, { apiId: id, resourceId: pets.id, httpMethod: 'GET' });
  await createDeployment.execute(actor, { apiId: id, stageName: 'prod' });
  return id;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SluiceError) => error.code,
  );
}

beforeAll(async () => {
  await ensureInstallation();
  const email = 'owner@example.com';
  const { workspaceId } = await createOwner.execute(visitor, {
    workspaceName: 'Pets',
    name: 'Olga',
    email,
    password: 'correct horse battery',
  });
  const user = await db().user.findUniqueOrThrow({ where: { email } });
  owner = { ...visitor, userId: user.id, sessionId: 's', name: user.name, email, workspaceId, role: 'owner' };
  const other = await createWorkspace.execute(owner, { name: 'Others' });
  stranger = { ...owner, workspaceId: other.id };
  apiId = await deployedApi(owner, 'Pet shop');
});

test('a portal shows what its stages serve, only while it is published', async () => {
  const { id } = await createPortal.execute(owner, {
    slug: 'pet-docs',
    title: 'Pet docs',
    description: 'Hello',
    apis: [{ apiId, stageName: 'prod' }],
  });
  expect(await readPublicPortal('pet-docs')).toBeNull();

  await updatePortal.execute(owner, { portalId: id, published: true });
  const portal = await readPublicPortal('pet-docs');
  expect(portal).toMatchObject({ title: 'Pet docs', description: 'Hello' });
  expect(portal?.apis).toHaveLength(1);
  const [api] = portal?.apis ?? [];
  expect(api).toMatchObject({ slug: 'pet-shop', version: 1 });
  expect(api?.reference.groups[0]?.operations[0]).toMatchObject({ slug: 'get-pets', path: '/pets' });
  expect(api?.reference.baseUrl).toMatch(new RegExp(`/${apiId}/prod$`));

  // The draft is nobody's business until it is deployed.
  await updateApi.execute(owner, { apiId, name: 'Renamed' });
  expect((await readPublicPortal('pet-docs'))?.apis[0]?.slug).toBe('pet-shop');
  await createDeployment.execute(owner, { apiId, stageName: 'prod' });
  expect((await readPublicPortal('pet-docs'))?.apis[0]).toMatchObject({ slug: 'renamed', version: 2 });

  await updatePortal.execute(owner, { portalId: id, published: false });
  expect(await readPublicPortal('pet-docs')).toBeNull();
});

test('a taken address is refused and an address follows the rules', async () => {
  await createPortal.execute(owner, { slug: 'taken', title: 'One' });
  expect(await codeOf(createPortal.execute(stranger, { slug: 'taken', title: 'Two' }))).toBe('CONFLICT');
  const { id } = await createPortal.execute(owner, { slug: 'free-one', title: 'Three' });
  expect(await codeOf(updatePortal.execute(owner, { portalId: id, slug: 'taken' }))).toBe('CONFLICT');
  for (const slug of ['ab', 'Caps', 'a--b', '-ab', 'ab-', 'a b', '../x', 'new', 'x'.repeat(64)]) {
    expect([slug, await codeOf(createPortal.execute(owner, { slug, title: 'T' }))]).toEqual([slug, 'BAD_INPUT']);
  }
});

test('the list of APIs keeps its order, names each API once, and may be replaced', async () => {
  const second = await deployedApi(owner, 'Second');
  const entries = [
    { apiId: second, stageName: 'prod' },
    { apiId, stageName: 'prod' },
  ];
  const { id } = await createPortal.execute(owner, { slug: 'ordered', title: 'Ordered', apis: entries });
  expect((await getPortal.execute(owner, { portalId: id })).apis.map((entry) => entry.apiId)).toEqual([second, apiId]);
  await updatePortal.execute(owner, { portalId: id, apis: entries.toReversed() });
  expect((await getPortal.execute(owner, { portalId: id })).apis).toMatchObject([
    { apiId, version: 2 },
    { apiId: second, apiName: 'Second', version: 1 },
  ]);
  const twice = [entries[0], entries[0]];
  expect(await codeOf(updatePortal.execute(owner, { portalId: id, apis: twice }))).toBe('BAD_INPUT');
  expect(await codeOf(updatePortal.execute(owner, { portalId: id, apis: [{ apiId, stageName: 'beta' }] }))).toBe(
    'NOT_FOUND',
  );
  expect((await getPortal.execute(owner, { portalId: id })).apis).toHaveLength(2);
});

test('another workspace neither sees a portal nor puts its APIs into one', async () => {
  const { id } = await createPortal.execute(owner, { slug: 'mine', title: 'Mine' });
  expect(await codeOf(getPortal.execute(stranger, { portalId: id }))).toBe('NOT_FOUND');
  expect(await codeOf(updatePortal.execute(stranger, { portalId: id, title: 'Stolen' }))).toBe('NOT_FOUND');
  expect(await codeOf(deletePortal.execute(stranger, { portalId: id }))).toBe('NOT_FOUND');
  expect((await listPortals.execute(stranger, {})).items).toEqual([]);
  const apis = [{ apiId, stageName: 'prod' }];
  expect(await codeOf(createPortal.execute(stranger, { slug: 'theirs', title: 'Theirs', apis }))).toBe('NOT_FOUND');
  expect(await readPublicPortal('theirs')).toBeNull();
});

test('a viewer reads portals and changes none; every change leaves an audit row', async () => {
  const viewer: Member = { ...owner, role: 'viewer' };
  const { id } = await createPortal.execute(owner, { slug: 'audited', title: 'Audited' });
  expect((await getPortal.execute(viewer, { portalId: id })).slug).toBe('audited');
  expect(await codeOf(updatePortal.execute(viewer, { portalId: id, title: 'X' }))).toBe('FORBIDDEN');
  await updatePortal.execute(owner, { portalId: id, title: 'Renamed' });
  await deletePortal.execute(owner, { portalId: id });
  const entries = await db().auditEntry.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } });
  expect(entries.map(({ action, targetName }) => [action, targetName])).toEqual([
    ['create', 'Audited'],
    ['update', 'Renamed'],
    ['delete', 'Renamed'],
  ]);
});

test('portals are listed by title, page by page', async () => {
  for (const title of ['zz one', 'zz two', 'zz three']) {
    await createPortal.execute(owner, { slug: title.replaceAll(' ', '-'), title });
  }
  const first = await listPortals.execute(owner, { search: 'zz', limit: 2 });
  expect(first.items.map(({ title }) => title)).toEqual(['zz one', 'zz three']);
  expect(first.total).toBe(3);
  const rest = await listPortals.execute(owner, { search: 'zz', limit: 2, cursor: first.nextCursor });
  expect(rest.items.map(({ title }) => title)).toEqual(['zz two']);
  expect(rest.nextCursor).toBeNull();
});

test('the public description says where to call and nothing of the backend', async () => {
  const slug = 'described';
  await createPortal.execute(owner, { slug, title: 'D', published: true, apis: [{ apiId, stageName: 'prod' }] });
  const [api] = (await readPublicPortal(slug))?.apis ?? [];
  if (!api) throw new Error('the portal has no API');
  const text = await readPublicDescription(api);
  const description = JSON.parse(text) as Record<string, unknown>;
  expect(description).toMatchObject({ openapi: '3.1.0', servers: [{ url: api.reference.baseUrl }] });
  expect(Object.keys(description.paths as object)).toEqual(['/pets']);
  expect(text).not.toContain('x-amazon');
});
