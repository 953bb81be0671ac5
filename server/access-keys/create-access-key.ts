import { createAccessKeyInput } from '#core/access-keys/input.ts';
import { notFound, SluiceError } from '#core/errors.ts';
import { can, isAtLeast, type Role } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { auditedAccessKey } from './audited-access-key.ts';
import { assertMayGrant } from './find-access-key.ts';
import { insertAccessKey } from './insert-access-key.ts';
import { newAccessKey } from './new-access-key.ts';

const keysPerHolder = 10;
const serviceAccountsPerWorkspace = 500;

/** Makes an access key of a member or a service account. The secret is in the answer and nowhere else in clear. */
export const createAccessKey = mutation({
  permission: 'accessKeys.write',
  input: createAccessKeyInput,
  audit: { action: 'create', target: 'access-key' },
  async run({ tx, actor, push }, { name, userId = actor.userId, role, policy, expiresAt }) {
    const { workspaceId } = actor;
    if (policy !== null) assertMayGrant(actor);
    // Held, so that the holder is not removed or given another role meanwhile.
    await lockWorkspace(tx, workspaceId);
    await assertMayHold(tx, actor, userId, role);
    const count = await tx.accessKey.count({ where: { workspaceId, userId } });
    const limit = userId === null ? serviceAccountsPerWorkspace : keysPerHolder;
    if (count >= limit)
      throw new SluiceError('LIMIT_EXCEEDED', `There are ${limit} access keys already: delete one first.`);
    const pair = newAccessKey();
    const key = await insertAccessKey(tx, push, pair, { workspaceId, name, userId, role, policy, expiresAt });
    return { result: pair, changed: { id: key.id, name, after: auditedAccessKey(key) } };
  },
});

/** Nobody grants a role above their own, and no member holds a key with a role above theirs. */
async function assertMayHold(tx: Tx, actor: Member, userId: string | null, role: Role | null): Promise<void> {
  const { workspaceId } = actor;
  if (userId !== actor.userId && !can(actor.role, 'accessKeys.manage')) {
    throw userId === null
      ? new SluiceError('FORBIDDEN', `Your role, ${actor.role}, may not make keys of service accounts.`)
      : notFound('Member', userId);
  }
  const holder =
    userId === null
      ? null
      : await tx.membership.findUnique({
          where: { workspaceId_userId: { workspaceId, userId } },
          select: { role: true },
        });
  if (userId !== null && !holder) throw notFound('Member', userId);
  if (holder && !isAtLeast(actor.role, holder.role as Role)) {
    throw new SluiceError('FORBIDDEN', `Your role, ${actor.role}, may not make keys of an ${holder.role}.`);
  }
  const most = (holder?.role ?? actor.role) as Role;
  if (role === null || (isAtLeast(actor.role, role) && isAtLeast(most, role))) return;
  throw new SluiceError(
    'FORBIDDEN',
    `This key may not have the role ${role}: it is above that of its holder or yours.`,
  );
}
