import { beforeAll, beforeEach, expect, test } from 'vitest';
import { changePassword } from '../account/change-password.ts';
import { listSessions } from '../account/list-sessions.ts';
import { revokeSession } from '../account/revoke-session.ts';
import { db } from '../db.ts';
import { ensureInstallation } from '../jobs/ensure-installation.ts';
import { createOwner } from '../setup/create-owner.ts';
import { isSetupNeeded } from '../setup/is-setup-needed.ts';
import { errorCode } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { actorOf } from './actor-of.ts';
import { endSession } from './end-session.ts';
import { sessionToken } from './session-token.ts';
import { signIn } from './sign-in.ts';

const visitor = { sourceIp: '192.0.2.1', userAgent: 'Firefox' };
const email = 'olga@example.com';
const password = 'correct horse battery';
let workspaceId = '';

beforeAll(async () => {
  await ensureInstallation();
  expect(await isSetupNeeded()).toBe(true);
  const form = { workspaceName: 'Pets', name: 'Olga', email, password };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => createOwner.execute(visitor, form)));
  const done = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(done).toHaveLength(1);
  workspaceId = done[0]?.value.workspaceId ?? '';
}, 60_000);

beforeEach(() => db().signInThrottle.deleteMany());

async function headersOf(signedIn: { userId: string; sessionId: string }, workspace?: string): Promise<Headers> {
  const token = await sessionToken(signedIn.userId, signedIn.sessionId);
  const cookie = `a=b; sluice-session=${token}${workspace ? `; sluice-workspace=${workspace}` : ''}`;
  return new Headers({ cookie, 'x-forwarded-for': visitor.sourceIp, 'user-agent': visitor.userAgent });
}

test('an installation is set up once', async () => {
  expect(await isSetupNeeded()).toBe(false);
  expect(await db().user.count()).toBe(1);
  const form = { workspaceName: 'Mine', name: 'Eve', email: 'eve@example.com', password };
  expect(await errorCode(createOwner.execute(visitor, form))).toBe('CONFLICT');
});

test('signing in, failing to, and signing out leave audit rows in the workspaces of the account', async () => {
  const rows = () =>
    db().auditEntry.findMany({ where: { workspaceId, targetType: 'account' }, orderBy: { at: 'asc' } });
  await db().auditEntry.deleteMany({ where: { targetType: 'account' } });
  const { sessionId, userId } = await signIn(visitor, { email, password });
  await endSession(sessionId);
  await endSession(sessionId);
  expect(await db().session.findUnique({ where: { id: sessionId } })).toBeNull();
  const account = { targetId: userId, targetName: 'Olga', sourceIp: visitor.sourceIp };
  const byOlga = { ...account, actorId: userId, actorName: 'Olga' };
  expect(await rows()).toMatchObject([
    { action: 'sign-in', ...byOlga },
    { action: 'sign-out', ...byOlga },
  ]);
  expect(await errorCode(signIn(visitor, { email, password: 'wrong password' }))).toBe('UNAUTHENTICATED');
  expect(await errorCode(signIn(visitor, { email: 'nobody@example.com', password }))).toBe('UNAUTHENTICATED');
  await expect.poll(async () => (await rows()).length).toBe(3);
  const failed = { action: 'sign-in-failed', ...account, actorId: '', actorName: 'visitor' };
  expect((await rows()).at(-1)).toMatchObject(failed);
});

test('a session counts until it is revoked, expires, or its member leaves', async () => {
  const signedIn = await signIn(visitor, { email: ' OLGA@example.com ', password });
  const headers = await headersOf(signedIn);
  const actor = await actorOf(headers);
  expect(actor).toEqual({ ...visitor, ...signedIn, name: 'Olga', email, workspaceId, role: 'owner' });
  const other = await signIn({ ...visitor, userAgent: 'Phone' }, { email, password });
  const { items } = await listSessions.execute(actor, {});
  expect(new Map(items.map((session) => [session.userAgent, session.current]))).toEqual(
    new Map([
      ['Phone', false],
      ['Firefox', true],
    ]),
  );
  await revokeSession.execute(actor, { sessionId: other.sessionId });
  expect(await actorOf(await headersOf(other))).toEqual(visitor);
  await db().session.update({ where: { id: signedIn.sessionId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await actorOf(headers)).toEqual(visitor);
}, 30_000);

test('the workspace cookie chooses among the own workspaces only', async () => {
  const stranger = await newWorkspace();
  const signedIn = await signIn(visitor, { email, password });
  expect(await actorOf(await headersOf(signedIn, stranger.workspaceId))).toMatchObject({ workspaceId });
  await db().membership.create({
    data: { workspaceId: stranger.workspaceId, userId: signedIn.userId, role: 'viewer' },
  });
  expect(await actorOf(await headersOf(signedIn, stranger.workspaceId))).toMatchObject({
    workspaceId: stranger.workspaceId,
    role: 'viewer',
  });
  expect(await actorOf(await headersOf(signedIn))).toMatchObject({ workspaceId, role: 'owner' });
}, 30_000);

test.each(['', 'x', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0..x.y.z'])('the forged token %j is nobody', async (token) => {
  expect(await actorOf(new Headers({ cookie: `sluice-session=${token}`, 'user-agent': 'test' }))).not.toHaveProperty(
    'userId',
  );
});

test('guessing is slowed down, all at once too, and neither tells what was wrong nor locks the owner out', async () => {
  const guess = (from: string, mail = email) =>
    errorCode(signIn({ ...visitor, sourceIp: from }, { email: mail, password: 'a wrong guess' }));
  const answers = await Promise.all(Array.from({ length: 9 }, () => guess('192.0.2.66')));
  expect(answers.filter((code) => code === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(5);
  expect(new Set(answers)).toEqual(new Set(['UNAUTHENTICATED', 'LIMIT_EXCEEDED']));
  expect(await errorCode(signIn({ ...visitor, sourceIp: '192.0.2.66' }, { email, password }))).toBe('LIMIT_EXCEEDED');
  expect(await errorCode(signIn(visitor, { email, password }))).toBe('no error');
  expect(await guess(visitor.sourceIp, 'nobody@example.com')).toBe('UNAUTHENTICATED');
}, 60_000);

test('a new password ends the other sessions and needs the old one', async () => {
  const here = await signIn(visitor, { email, password });
  const elsewhere = await signIn(visitor, { email, password });
  const actor = await actorOf(await headersOf(here));
  const newPassword = 'another horse battery';
  const wrong = { currentPassword: 'not the password', newPassword };
  expect(await errorCode(changePassword.execute(actor, wrong))).toBe('BAD_INPUT');
  expect(await errorCode(changePassword.execute(actor, { currentPassword: password, newPassword: 'short' }))).toBe(
    'BAD_INPUT',
  );
  await changePassword.execute(actor, { currentPassword: password, newPassword });
  expect(await actorOf(await headersOf(elsewhere))).toEqual(visitor);
  expect(await actorOf(await headersOf(here))).toMatchObject({ userId: here.userId });
  expect(await errorCode(signIn(visitor, { email, password }))).toBe('UNAUTHENTICATED');
  expect(await errorCode(signIn(visitor, { email, password: newPassword }))).toBe('no error');
}, 60_000);
