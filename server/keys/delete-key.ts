import { keyIdInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { findKey } from './find-key.ts';
import { pushKeyRemoval } from './key-state.ts';

/** Deletes a key: every node refuses it at once. */
export const deleteKey = mutation({
  permission: 'keys.write',
  input: keyIdInput,
  audit: { action: 'delete', target: 'key' },
  async run({ tx, actor, push }, { keyId }) {
    const key = await findKey(tx, actor.workspaceId, keyId);
    await tx.apiKey.delete({ where: { id: keyId } });
    await pushKeyRemoval(push, actor.workspaceId, keyId);
    const { name, description, enabled } = key;
    return { result: { id: keyId }, changed: { id: keyId, name, before: { name, description, enabled } } };
  },
});
