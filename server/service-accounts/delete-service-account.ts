import { serviceAccountIdInput } from '#core/service-accounts/input.ts';
import { removeAccessKeys } from '../access-keys/access-key-state.ts';
import { mutation } from '../mutation.ts';
import { findServiceAccount } from './find-service-account.ts';

/** Deletes a service account with its access keys: what they sign is refused at once. */
export const deleteServiceAccount = mutation({
  permission: 'accessKeys.manage',
  input: serviceAccountIdInput,
  audit: { action: 'delete', target: 'service-account' },
  async run({ tx, actor, push }, { serviceAccountId }) {
    const { name, role } = await findServiceAccount(tx, actor, serviceAccountId);
    await removeAccessKeys(tx, push, { workspaceId: actor.workspaceId, serviceAccountId });
    await tx.serviceAccount.delete({ where: { id: serviceAccountId } });
    return { result: { serviceAccountId }, changed: { id: serviceAccountId, name, before: { name, role } } };
  },
});
