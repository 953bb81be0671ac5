import { notFound } from '#core/errors.ts';
import type { Role } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';
import { assertGrantable } from '../members/find-manageable-member.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';

/**
 * The service account that the actor is about to change. Nobody changes one that may do more than themselves; the
 * workspace stays locked, so that no key with a role above the account's is made meanwhile.
 */
export async function findServiceAccount(tx: Tx, actor: Member, serviceAccountId: string) {
  const { workspaceId } = actor;
  await lockWorkspace(tx, workspaceId);
  const account = await tx.serviceAccount.findFirst({ where: { id: serviceAccountId, workspaceId } });
  if (!account) throw notFound('Service account', serviceAccountId);
  const role = account.role as Role;
  assertGrantable(actor, role);
  return { ...account, role };
}
