import { rotateKeyInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { findKey } from './find-key.ts';
import { insertSecret } from './insert-secret.ts';
import { pushKey } from './key-state.ts';
import { generateKeyValue } from './key-value.ts';

/**
 * Gives a key a new value. The values before stay good for the overlap (an end that was set earlier stands), so that
 * callers can change over without a failed request; plans, quota and history stay with the key.
 */
export const rotateKey = mutation({
  permission: 'keys.write',
  input: rotateKeyInput,
  audit: { action: 'rotate', target: 'key' },
  async run({ tx, actor, push }, { keyId, overlapSeconds }) {
    const { workspaceId } = actor;
    const key = await findKey(tx, workspaceId, keyId);
    const now = new Date();
    const end = new Date(now.getTime() + overlapSeconds * 1000);
    await tx.apiKeySecret.updateMany({
      where: { apiKeyId: keyId, OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] },
      data: { expiresAt: end },
    });
    await tx.apiKeySecret.deleteMany({ where: { apiKeyId: keyId, expiresAt: { lte: now } } });
    const value = generateKeyValue();
    const { prefix } = await insertSecret(tx, workspaceId, keyId, value);
    await tx.apiKey.update({ where: { id: keyId }, data: { lastUpdatedDate: now } });
    await pushKey(tx, push, keyId);
    return {
      result: { value, previousExpiresAt: end },
      changed: { id: keyId, name: key.name, after: { prefix, overlapSeconds } },
    };
  },
});
