import { accessKeyIdInput } from '#core/access-keys/input.ts';
import { mutation } from '../mutation.ts';
import { removeAccessKeys } from './access-key-state.ts';
import { auditedAccessKey } from './audited-access-key.ts';
import { findAccessKey } from './find-access-key.ts';

/** Deletes an access key: what it signs is refused at once. */
export const deleteAccessKey = mutation({
  permission: 'accessKeys.write',
  input: accessKeyIdInput,
  audit: { action: 'delete', target: 'access-key' },
  async run({ tx, actor, push }, { accessKeyId }) {
    const key = await findAccessKey(tx, actor, accessKeyId);
    await removeAccessKeys(tx, push, { workspaceId: actor.workspaceId, id: accessKeyId });
    return { result: { accessKeyId }, changed: { id: accessKeyId, name: key.name, before: auditedAccessKey(key) } };
  },
});
