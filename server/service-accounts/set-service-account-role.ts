import { setServiceAccountRoleInput } from '#core/service-accounts/input.ts';
import { lowerAccessKeys } from '../access-keys/lower-access-keys.ts';
import { assertGrantable } from '../members/find-manageable-member.ts';
import { mutation } from '../mutation.ts';
import { findServiceAccount } from './find-service-account.ts';

/** Gives a service account another role. Its keys never hold more. */
export const setServiceAccountRole = mutation({
  permission: 'accessKeys.manage',
  input: setServiceAccountRoleInput,
  audit: { action: 'set-role', target: 'service-account' },
  async run({ tx, actor }, { serviceAccountId, role }) {
    const { name, role: before } = await findServiceAccount(tx, actor, serviceAccountId);
    assertGrantable(actor, role);
    await tx.serviceAccount.update({ where: { id: serviceAccountId }, data: { role } });
    await lowerAccessKeys(tx, { workspaceId: actor.workspaceId, serviceAccountId }, role);
    return {
      result: { serviceAccountId, role },
      changed: { id: serviceAccountId, name, before: { role: before }, after: { role } },
    };
  },
});
