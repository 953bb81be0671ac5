import { updateKeyInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { findKey } from './find-key.ts';
import { pushKey } from './key-state.ts';

/** Changes a key's facts; disabling it has every node refuse it at once. */
export const updateKey = mutation({
  permission: 'keys.write',
  input: updateKeyInput,
  audit: { action: 'update', target: 'key' },
  async run({ tx, actor, push }, { keyId, ...patch }) {
    const before = await findKey(tx, actor.workspaceId, keyId);
    const after = await tx.apiKey.update({ where: { id: keyId }, data: { ...patch, lastUpdatedDate: new Date() } });
    await pushKey(tx, push, keyId);
    return {
      result: { id: keyId },
      changed: { id: keyId, name: after.name, before: facts(before), after: facts(after) },
    };
  },
});

type Facts = {
  name: string;
  description: string | null;
  enabled: boolean;
  expiresAt: Date | null;
  customerId: string | null;
};

function facts({ name, description, enabled, expiresAt, customerId }: Facts) {
  return { name, description, enabled, expiresAt: expiresAt?.toISOString() ?? null, customerId };
}
