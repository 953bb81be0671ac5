import { beforeEach, expect, test } from 'vitest';
import { permissionTable, type Role, roles } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { removeMember } from '../members/remove-member.ts';
import { setRole } from '../members/set-role.ts';
import { errorCode } from '../testing/error-of.ts';
import { addMember, newWorkspace } from '../testing/workspace-fixture.ts';
import { createServiceAccount } from '../service-accounts/create-service-account.ts';
import { createAccessKey } from './create-access-key.ts';
import { deleteAccessKey } from './delete-access-key.ts';
import { listAccessKeys } from './list-access-keys.ts';
import { touchAccessKey } from './touch-access-key.ts';
import { updateAccessKey } from './update-access-key.ts';

const policy = '{"Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}';

let owner: Member;
beforeEach(async () => {
  owner = await newWorkspace();
});

const revisionOf = (id: string) => db().revision.findUnique({ where: { kind_id: { kind: 'access-key', id } } });
const newRobot = () => createServiceAccount.execute(owner, { name: 'robot', role: 'developer' });
const namesSeenBy = async (member: Member, filter: { userId?: string } = {}) =>
  (await listAccessKeys.execute(member, filter)).items.map((key) => key.name);

test('a new key is in AWS’s form, and the nodes are told whose it is', async () => {
  const { workspaceId, userId } = owner;
  const { accessKeyId, secretAccessKey } = await createAccessKey.execute(owner, { name: 'Laptop', policy });
  expect(accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
  expect(secretAccessKey).toMatch(/^[\w+/]{40}$/);
  const { accountId } = await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const userArn = `arn:aws:iam::${accountId}:user/${owner.email}`;
  expect((await revisionOf(accessKeyId))?.body).toEqual({
    ...{ workspaceId, accessKeyId, userArn, principalId: userId, accountId, policy },
    ...{ enabled: true, expiresAtMs: null, sealed: null },
  });
  const [listed] = (await listAccessKeys.execute(owner, {})).items;
  expect(listed).toMatchObject({ accessKeyId, userArn, name: 'Laptop', yours: true, enabled: true });
  expect(JSON.stringify(listed)).not.toContain(secretAccessKey);
});

test('a change reaches the nodes at once, and a deleted key is gone there', async () => {
  const robot = await newRobot();
  const { accessKeyId } = await createAccessKey.execute(owner, { name: 'Robot', ...robot });
  const expiresAt = new Date(Date.now() + 3_600_000);
  await updateAccessKey.execute(owner, { accessKeyId, enabled: false, expiresAt });
  expect((await revisionOf(accessKeyId))?.body).toMatchObject({
    enabled: false,
    expiresAtMs: expiresAt.getTime(),
    userArn: expect.stringMatching(/:user\/robot$/) as string,
    principalId: robot.serviceAccountId,
  });
  await deleteAccessKey.execute(owner, { accessKeyId });
  expect(await revisionOf(accessKeyId)).toMatchObject({ body: null });
  expect(await namesSeenBy(owner)).toEqual([]);
});

test('everyone handles their own keys; only managers those of others and of service accounts', async () => {
  const [admin, viewer] = [await addMember(owner.workspaceId, 'admin'), await addMember(owner.workspaceId, 'viewer')];
  const own = await createAccessKey.execute(viewer, { name: 'Own' });
  const account = await newRobot();
  const robot = await createAccessKey.execute(admin, { name: 'Robot', ...account });
  await createAccessKey.execute(admin, { name: 'For viewer', userId: viewer.userId });
  expect(await namesSeenBy(viewer)).toEqual(['For viewer', 'Own']);
  expect(await namesSeenBy(viewer, { userId: admin.userId })).toEqual([]);
  expect(await namesSeenBy(admin)).toEqual(['For viewer', 'Own', 'Robot']);
  expect(await namesSeenBy(admin, { userId: viewer.userId })).toEqual(['For viewer', 'Own']);

  expect(await errorCode(createAccessKey.execute(viewer, { name: 'x', ...account }))).toBe('NOT_FOUND');
  expect(await errorCode(createAccessKey.execute(viewer, { name: 'x', userId: owner.userId }))).toBe('NOT_FOUND');
  expect(await errorCode(updateAccessKey.execute(viewer, { ...robot, enabled: false }))).toBe('NOT_FOUND');
  expect(await errorCode(deleteAccessKey.execute(viewer, robot))).toBe('NOT_FOUND');
  expect(await errorCode(createAccessKey.execute(admin, { name: 'x', userId: owner.userId }))).toBe('FORBIDDEN');
  await deleteAccessKey.execute(viewer, own);
});

test('a policy is given by those who could open the method themselves', async () => {
  const denied = roles.filter((role) => !(permissionTable['accessKeys.grant'] as readonly Role[]).includes(role));
  expect(denied).toEqual(['viewer']);
  const viewer = await addMember(owner.workspaceId, 'viewer');
  expect(await errorCode(createAccessKey.execute(viewer, { name: 'x', policy }))).toBe('FORBIDDEN');
  const { accessKeyId } = await createAccessKey.execute(viewer, { name: 'x' });
  expect(await errorCode(updateAccessKey.execute(viewer, { accessKeyId, policy }))).toBe('FORBIDDEN');
  for (const wrong of ['{', '[]', '{}', '{"Statement":1}']) {
    expect(await errorCode(updateAccessKey.execute(owner, { accessKeyId, policy: wrong }))).toBe('BAD_INPUT');
  }
});

test('nobody grants a role above their own, and no key holds more than its holder', async () => {
  for (const role of roles) {
    const member = role === 'owner' ? owner : await addMember(owner.workspaceId, role);
    for (const granted of roles) {
      const above = roles.indexOf(granted) < roles.indexOf(role);
      const code = await errorCode(createAccessKey.execute(member, { name: granted, role: granted }));
      expect(code, `${role} makes a key with the role ${granted}`).toBe(above ? 'FORBIDDEN' : 'no error');
    }
  }
  const developer = await addMember(owner.workspaceId, 'developer');
  const forDeveloper = { name: 'x', userId: developer.userId };
  expect(await errorCode(createAccessKey.execute(owner, { ...forDeveloper, role: 'admin' }))).toBe('FORBIDDEN');
  await createAccessKey.execute(owner, { ...forDeveloper, role: 'developer' });
  await setRole.execute(owner, { userId: developer.userId, role: 'viewer' });
  const keys = await db().accessKey.findMany({ where: { userId: developer.userId } });
  expect(keys.map((key) => key.role)).toEqual(['viewer']);
});

test('a member who leaves takes their keys along, at the nodes too', async () => {
  const developer = await addMember(owner.workspaceId, 'developer');
  const { accessKeyId } = await createAccessKey.execute(developer, { name: 'Laptop' });
  const kept = await createAccessKey.execute(owner, { name: 'Kept' });
  await removeMember.execute(owner, { userId: developer.userId });
  expect(await namesSeenBy(owner)).toEqual(['Kept']);
  expect(await revisionOf(accessKeyId)).toMatchObject({ body: null });
  expect((await revisionOf(kept.accessKeyId))?.body).toMatchObject({ enabled: true });
});

test('a use by the control API is written once a minute for each key', async () => {
  const { accessKeyId } = await createAccessKey.execute(owner, { name: 'CI' });
  const lastUsed = async () => (await listAccessKeys.execute(owner, {})).items[0]?.lastUsedAt?.getTime() ?? null;
  expect(await lastUsed()).toBeNull();
  const start = Date.UTC(2026, 0, 1);
  for (const [afterMs, written] of [
    [0, 0],
    [59_999, 0],
    [60_000, 60_000],
  ] as const) {
    await touchAccessKey(accessKeyId, start + afterMs);
    expect(await lastUsed()).toBe(start + written);
  }
  // Another process, which has written nothing yet.
  (globalThis as { sluiceAccessKeyUses?: Map<string, number> }).sluiceAccessKeyUses?.clear();
  await touchAccessKey(accessKeyId, start + 90_000);
  expect(await lastUsed()).toBe(start + 60_000);
});
