import { beforeEach, expect, test } from 'vitest';
import { createAccessKey } from '../access-keys/create-access-key.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { errorCode } from '../testing/error-of.ts';
import { addMember, newWorkspace } from '../testing/workspace-fixture.ts';
import { createServiceAccount } from './create-service-account.ts';
import { deleteServiceAccount } from './delete-service-account.ts';
import { listServiceAccounts } from './list-service-accounts.ts';
import { setServiceAccountRole } from './set-service-account-role.ts';

let owner: Member;
let admin: Member;
beforeEach(async () => {
  owner = await newWorkspace();
  admin = await addMember(owner.workspaceId, 'admin');
});

const names = async () => (await listServiceAccounts.execute(admin, {})).items.map(({ name }) => name);

test('owners and admins make service accounts, with a role that is not above their own', async () => {
  await createServiceAccount.execute(owner, { name: 'terraform', role: 'owner' });
  await createServiceAccount.execute(admin, { name: 'ci', role: 'admin' });
  expect(await errorCode(createServiceAccount.execute(admin, { name: 'x', role: 'owner' }))).toBe('FORBIDDEN');
  for (const role of ['developer', 'viewer'] as const) {
    const member = await addMember(owner.workspaceId, role);
    expect(await errorCode(createServiceAccount.execute(member, { name: 'x', role: 'viewer' }))).toBe('FORBIDDEN');
  }
  expect(await names()).toEqual(['ci', 'terraform']);
});

test('a name is free, and never an address that a member may have', async () => {
  const code = (name: string) => errorCode(createServiceAccount.execute(owner, { name, role: 'viewer' }));
  expect(await code('ci')).toBe('no error');
  expect(await code('ci')).toBe('CONFLICT');
  expect(await code(owner.email)).toBe('BAD_INPUT');
  expect(await code('a/b')).toBe('BAD_INPUT');
});

test('a key of a service account holds at most its role, and less when it is given less', async () => {
  const account = await createServiceAccount.execute(owner, { name: 'ci', role: 'developer' });
  const code = (by: Member, role: Member['role']) =>
    errorCode(createAccessKey.execute(by, { name: role, ...account, role }));
  expect(await code(owner, 'admin')).toBe('FORBIDDEN');
  expect(await code(admin, 'developer')).toBe('no error');
  await setServiceAccountRole.execute(admin, { ...account, role: 'viewer' });
  expect((await db().accessKey.findMany({ where: account })).map((key) => key.role)).toEqual(['viewer']);
  expect(await errorCode(createAccessKey.execute(owner, { name: 'x', ...account, userId: owner.userId }))).toBe(
    'BAD_INPUT',
  );
});

test('an admin neither changes nor deletes an owner’s equal, nor makes a key of it', async () => {
  const account = await createServiceAccount.execute(owner, { name: 'root', role: 'owner' });
  expect(await errorCode(setServiceAccountRole.execute(admin, { ...account, role: 'viewer' }))).toBe('FORBIDDEN');
  expect(await errorCode(deleteServiceAccount.execute(admin, account))).toBe('FORBIDDEN');
  expect(await errorCode(createAccessKey.execute(admin, { name: 'x', ...account }))).toBe('FORBIDDEN');
});

test('a deleted service account takes its keys along, at the nodes too', async () => {
  const account = await createServiceAccount.execute(owner, { name: 'ci', role: 'viewer' });
  const { accessKeyId: id } = await createAccessKey.execute(owner, { name: 'CI', ...account });
  expect((await listServiceAccounts.execute(owner, {})).items).toMatchObject([{ name: 'ci', accessKeyCount: 1 }]);
  await deleteServiceAccount.execute(admin, account);
  expect(await db().accessKey.findUnique({ where: { id } })).toBeNull();
  expect(await db().revision.findUnique({ where: { kind_id: { kind: 'access-key', id } } })).toMatchObject({
    body: null,
  });
});
