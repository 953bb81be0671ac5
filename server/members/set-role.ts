import { setRoleInput } from '#core/members/input.ts';
import { lowerAccessKeys } from '../access-keys/lower-access-keys.ts';
import { mutation } from '../mutation.ts';
import { assertGrantable, assertNotLastOwner, findManageableMember } from './find-manageable-member.ts';

/** Gives a member another role. It counts from their next request on. */
export const setRole = mutation({
  permission: 'members.write',
  input: setRoleInput,
  audit: { action: 'set-role', target: 'member' },
  async run({ tx, actor }, { userId, role }) {
    const { workspaceId } = actor;
    const { user, role: before } = await findManageableMember(tx, actor, userId);
    assertGrantable(actor, role);
    if (before === 'owner' && role !== 'owner') await assertNotLastOwner(tx, workspaceId);
    await tx.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
    // No key of a member holds more than they do.
    await lowerAccessKeys(tx, { workspaceId, userId }, role);
    return {
      result: { userId, role },
      changed: { id: userId, name: user.name, before: { role: before }, after: { role } },
    };
  },
});
