import { notFound, SluiceError } from '#core/errors.ts';
import { can } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';

/** The access key that the actor is about to change; NOT_FOUND for someone else's, unless the actor manages all. */
export async function findAccessKey(tx: Tx, actor: Member, accessKeyId: string) {
  const { workspaceId, userId, role } = actor;
  const own = can(role, 'accessKeys.manage') ? {} : { userId };
  const key = await tx.accessKey.findFirst({ where: { id: accessKeyId, workspaceId, ...own } });
  if (!key) throw notFound('Access key', accessKeyId);
  return key;
}

/** FORBIDDEN when the actor may not say what an access key may invoke. */
export function assertMayGrant(actor: Member): void {
  if (can(actor.role, 'accessKeys.grant')) return;
  throw new SluiceError('FORBIDDEN', `Your role, ${actor.role}, may not give an access key a policy.`);
}
