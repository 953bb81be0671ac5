import { removeMemberInput } from '#core/members/input.ts';
import { removeAccessKeys } from '../access-keys/access-key-state.ts';
import { mutation } from '../mutation.ts';
import { assertNotLastOwner, findManageableMember } from './find-manageable-member.ts';

/** Takes a member out of the workspace with their access keys, at once. Their account and their other workspaces stay. */
export const removeMember = mutation({
  permission: 'members.write',
  input: removeMemberInput,
  audit: { action: 'remove', target: 'member' },
  async run({ tx, actor, push }, { userId }) {
    const { workspaceId } = actor;
    const { user, role } = await findManageableMember(tx, actor, userId);
    if (role === 'owner') await assertNotLastOwner(tx, workspaceId);
    await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await removeAccessKeys(tx, push, { workspaceId, userId });
    return { result: { userId }, changed: { id: userId, name: user.name, before: { email: user.email, role } } };
  },
});
