import { createAccessKeyInput } from '#core/access-keys/input.ts';
import { notFound, SluiceError } from '#core/errors.ts';
import { can, isAtLeast, type Role } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import type { Tx } from '../db.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { auditedAccessKey } from './audited-access-key.ts';
import { assertMayGrant } from './find-access-key.ts';
import { type AccessKeyHolder, insertAccessKey } from './insert-access-key.ts';
import { newAccessKey } from './new-access-key.ts';

const keysPerHolder = 10;

/** Makes an access key of a member or a service account. The secret is in the answer and nowhere else in clear. */
export const createAccessKey = mutation({
  permission: 'accessKeys.write',
  input: createAccessKeyInput,
  audit: { action: 'create', target: 'access-key' },
  async run({ tx, actor, push }, { name, userId, serviceAccountId, role, policy, expiresAt }) {
    const { workspaceId } = actor;
    if (policy !== null) assertMayGrant(actor);
    // Held, so that the holder is not removed or given another role meanwhile.
    await lockWorkspace(tx, workspaceId);
    const holder = serviceAccountId === undefined ? { userId: userId ?? actor.userId } : { serviceAccountId };
    assertMayHold(actor, await roleOfHolder(tx, actor, holder), role);
    if ((await tx.accessKey.count({ where: { workspaceId, ...holder } })) >= keysPerHolder)
      throw new SluiceError('LIMIT_EXCEEDED', `There are ${keysPerHolder} access keys already: delete one first.`);
    const pair = newAccessKey();
    const key = await insertAccessKey(tx, push, pair, { workspaceId, name, holder, role, policy, expiresAt });
    return { result: pair, changed: { id: key.id, name, after: auditedAccessKey(key) } };
  },
});

/** NOT_FOUND for holders whose keys are not the actor's to make. */
async function roleOfHolder(tx: Tx, actor: Member, holder: AccessKeyHolder): Promise<Role> {
  const { workspaceId } = actor;
  const mayManage = can(actor.role, 'accessKeys.manage');
  if ('serviceAccountId' in holder) {
    const { serviceAccountId: id } = holder;
    const account = mayManage ? await tx.serviceAccount.findFirst({ where: { id, workspaceId } }) : null;
    if (!account) throw notFound('Service account', id);
    return account.role as Role;
  }
  const { userId } = holder;
  const isReachable = mayManage || userId === actor.userId;
  const where = { workspaceId_userId: { workspaceId, userId } };
  const membership = isReachable ? await tx.membership.findUnique({ where }) : null;
  if (!membership) throw notFound('Member', userId);
  return membership.role as Role;
}

/** Nobody makes keys of a holder above themselves, and no key has a role above its holder's. */
function assertMayHold(actor: Member, holderRole: Role, role: Role | null): void {
  if (!isAtLeast(actor.role, holderRole))
    throw new SluiceError('FORBIDDEN', `Your role, ${actor.role}, may not make keys of an ${holderRole}.`);
  if (role === null || isAtLeast(holderRole, role)) return;
  throw new SluiceError('FORBIDDEN', `This key may not have the role ${role}: its holder is ${holderRole}.`);
}
