import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db.ts';

type Account = { id: string; name: string };

/** Notes in each workspace of an account that it was signed in to, or out of, or that someone tried to. */
export async function auditSession(
  store: Db | Tx,
  action: 'sign-in' | 'sign-in-failed' | 'sign-out',
  { id, name }: Account,
  sourceIp: string,
): Promise<void> {
  const memberships = await store.membership.findMany({ where: { userId: id }, select: { workspaceId: true } });
  // Who failed to sign in has not shown to be the account's holder.
  const actor = action === 'sign-in-failed' ? { actorId: '', actorName: 'visitor' } : { actorId: id, actorName: name };
  await store.auditEntry.createMany({
    data: memberships.map(({ workspaceId }) => ({
      ...{ id: randomUUID(), workspaceId, ...actor, sourceIp, action },
      ...{ targetType: 'account', targetId: id, targetName: name },
    })),
  });
}
