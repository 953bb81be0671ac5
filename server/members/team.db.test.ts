import { expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { acceptInvitation } from '../invitations/accept-invitation.ts';
import { createInvitation } from '../invitations/create-invitation.ts';
import { inspectInvitation } from '../invitations/inspect-invitation.ts';
import { listInvitations } from '../invitations/list-invitations.ts';
import { revokeInvitation } from '../invitations/revoke-invitation.ts';
import { newId } from '../new-id.ts';
import { errorCode } from '../testing/error-of.ts';
import { addMember, newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { createWorkspace } from '../workspaces/create-workspace.ts';
import { deleteWorkspace } from '../workspaces/delete-workspace.ts';
import { createKey } from '../keys/create-key.ts';
import { listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';
import { setRole } from './set-role.ts';

const visitor = { sourceIp: '192.0.2.1', userAgent: 'test' };
const password = 'correct horse battery';

const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1);

async function invite(by: Member, role: Member['role'], email = `${newId()}@example.com`) {
  const { link, invitationId } = await createInvitation.execute(by, { email, role });
  return { email, invitationId, token: tokenOf(link) };
}

test('an invited visitor makes an account and joins with the role, once', async () => {
  const owner = await newWorkspace();
  const { email, token } = await invite(owner, 'developer');
  expect(await inspectInvitation.execute(visitor, { token })).toMatchObject({
    email,
    role: 'developer',
    userExists: false,
  });
  expect(await errorCode(acceptInvitation.execute(visitor, { token, password }))).toBe('BAD_INPUT');
  expect(await errorCode(acceptInvitation.execute(visitor, { token, name: 'Dev', password: 'short' }))).toBe(
    'BAD_INPUT',
  );
  const both = [1, 2].map(() => errorCode(acceptInvitation.execute(visitor, { token, name: 'Dev', password })));
  expect((await Promise.all(both)).filter((code) => code === 'no error')).toHaveLength(1);
  expect(await errorCode(inspectInvitation.execute(visitor, { token }))).toBe('NOT_FOUND');
  expect((await listMembers.execute(owner, { search: email })).items).toMatchObject([{ role: 'developer', email }]);
  expect((await listInvitations.execute(owner, {})).items).toEqual([]);
  const dump = JSON.stringify(await db().invitation.findMany());
  expect(dump).not.toContain(token);
}, 60_000);

test('an invitation for an existing account is accepted by that account only', async () => {
  const [owner, guest, other] = [await newWorkspace(), await newWorkspace(), await newWorkspace()];
  const { token } = await invite(owner, 'viewer', guest.email);
  expect(await inspectInvitation.execute(visitor, { token })).toMatchObject({ userExists: true });
  for (const actor of [visitor, other]) {
    expect(await errorCode(acceptInvitation.execute(actor, { token, name: 'Guest', password }))).toBe(
      'UNAUTHENTICATED',
    );
  }
  expect(await acceptInvitation.execute(guest, { token })).toMatchObject({ workspaceId: owner.workspaceId });
  expect(await errorCode(createInvitation.execute(owner, { email: guest.email, role: 'viewer' }))).toBe('CONFLICT');
}, 60_000);

test('a link that was revoked, replaced or is too old no longer works', async () => {
  const owner = await newWorkspace();
  const revoked = await invite(owner, 'viewer');
  await revokeInvitation.execute(owner, { invitationId: revoked.invitationId });
  const replaced = await invite(owner, 'viewer');
  const renewed = await invite(owner, 'viewer', replaced.email);
  const old = await invite(owner, 'viewer');
  await db().invitation.update({ where: { id: old.invitationId }, data: { expiresAt: new Date(Date.now() - 1) } });
  for (const { token } of [revoked, replaced, old]) {
    expect(await errorCode(acceptInvitation.execute(visitor, { token, name: 'X', password }))).toBe('NOT_FOUND');
  }
  expect(await errorCode(inspectInvitation.execute(visitor, { token: renewed.token }))).toBe('no error');
});

test('nobody gives or takes a role above their own', async () => {
  const owner = await newWorkspace();
  const admin = await addMember(owner.workspaceId, 'admin');
  const viewer = await addMember(owner.workspaceId, 'viewer');
  const as = (actor: Member, userId: string, role: Member['role']) =>
    errorCode(setRole.execute(actor, { userId, role }));
  expect(await as(admin, viewer.userId, 'owner')).toBe('FORBIDDEN');
  expect(await as(admin, admin.userId, 'owner')).toBe('FORBIDDEN');
  expect(await as(admin, owner.userId, 'viewer')).toBe('FORBIDDEN');
  expect(await errorCode(removeMember.execute(admin, { userId: owner.userId }))).toBe('FORBIDDEN');
  expect(await errorCode(createInvitation.execute(admin, { email: 'x@example.com', role: 'owner' }))).toBe('FORBIDDEN');
  expect(await as(admin, viewer.userId, 'developer')).toBe('no error');
  expect(await as(owner, viewer.userId, 'owner')).toBe('no error');
});

test('a workspace keeps an owner, also when two of them leave at once', async () => {
  const owner = await newWorkspace();
  const { userId, workspaceId } = owner;
  expect(await errorCode(removeMember.execute(owner, { userId }))).toBe('PRECONDITION_FAILED');
  expect(await errorCode(setRole.execute(owner, { userId, role: 'viewer' }))).toBe('PRECONDITION_FAILED');
  const second = await addMember(workspaceId, 'owner');
  const leaving = [owner, second].map((member) => errorCode(removeMember.execute(member, { userId: member.userId })));
  expect((await Promise.all(leaving)).toSorted()).toEqual(['PRECONDITION_FAILED', 'no error']);
  expect(await db().membership.count({ where: { workspaceId, role: 'owner' } })).toBe(1);
});

test('a deleted workspace is gone for the nodes too, and its audit log stays', async () => {
  const first = await newWorkspace();
  const { id: workspaceId } = await createWorkspace.execute(first, { name: 'Short-lived' });
  const owner: Member = { ...first, workspaceId };
  await newStage(workspaceId);
  const keys = [await createKey.execute(owner, { name: 'One' }), await createKey.execute(owner, { name: 'Two' })];
  const { revisionSeq } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  expect(await errorCode(deleteWorkspace.execute(owner, { confirmName: 'Wrong' }))).toBe('BAD_INPUT');
  await deleteWorkspace.execute(owner, { confirmName: 'Short-lived' });
  expect(await db().apiKey.count({ where: { workspaceId } })).toBe(0);
  const revisions = await db().revision.findMany({ where: { workspaceId }, orderBy: { seq: 'asc' } });
  expect(revisions.map(({ id, body, seq }) => ({ id, body, seq }))).toEqual(
    [workspaceId, ...keys.map((key) => key.id)].map((id, index) => ({
      id,
      body: null,
      seq: revisionSeq + BigInt(index + 1),
    })),
  );
  expect(await db().installation.findUnique({ where: { id: 1 } })).toMatchObject({ revisionSeq: revisionSeq + 3n });
  expect(await db().auditEntry.count({ where: { workspaceId, action: 'delete', targetType: 'workspace' } })).toBe(1);
});

test('the first workspace, which runs the shared gateways, cannot be deleted', async () => {
  const { id: workspaceId, name } = await db().workspace.findFirstOrThrow({ orderBy: { createdAt: 'asc' } });
  const owner = await addMember(workspaceId, 'owner');
  expect(await errorCode(deleteWorkspace.execute(owner, { confirmName: name }))).toBe('PRECONDITION_FAILED');
});
