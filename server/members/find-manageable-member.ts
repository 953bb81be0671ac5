import { SluiceError, notFound } from '#core/errors.ts';
import { type Role, grantableRoles } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';

/**
 * The membership that the actor is about to change. Nobody changes a member who holds more than themselves; the
 * workspace stays locked, so that the count of owners holds until the change is written.
 */
export async function findManageableMember(tx: Tx, actor: Member, userId: string) {
  await lockWorkspace(tx, actor.workspaceId);
  const membership = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId: actor.workspaceId, userId } },
    include: { user: true },
  });
  if (!membership) throw notFound('Member', userId);
  const role = membership.role as Role;
  assertGrantable(actor, role);
  return { user: membership.user, role };
}

/** FORBIDDEN when the actor would hand out or take away a role above their own. */
export function assertGrantable(actor: Member, role: Role): void {
  if (grantableRoles(actor.role).includes(role)) return;
  throw new SluiceError('FORBIDDEN', `Your role, ${actor.role}, may not give or take the role ${role}.`);
}

/** PRECONDITION_FAILED when the workspace would be left without an owner. */
export async function assertNotLastOwner(tx: Tx, workspaceId: string): Promise<void> {
  const owners = await tx.membership.count({ where: { workspaceId, role: 'owner' } });
  if (owners > 1) return;
  throw new SluiceError('PRECONDITION_FAILED', 'A workspace has at least one owner. Make someone else an owner first.');
}
