import { SluiceError } from '#core/errors.ts';
import { keyIdInput } from '#core/keys/input.ts';
import { mutation } from '../mutation.ts';
import { unseal } from '../secret-box.ts';
import { findKey } from './find-key.ts';

/** Reads a key's newest value back. A mutation, because every look leaves an audit row. */
export const revealKey = mutation({
  permission: 'keys.reveal',
  input: keyIdInput,
  audit: { action: 'reveal', target: 'key' },
  async run({ tx, actor }, { keyId }) {
    const key = await findKey(tx, actor.workspaceId, keyId);
    const secret = await tx.apiKeySecret.findFirst({ where: { apiKeyId: keyId }, orderBy: { createdAt: 'desc' } });
    if (!secret?.encryptedValue) {
      throw new SluiceError('PRECONDITION_FAILED', 'This key was shown once and is kept as a hash. Rotate it instead.');
    }
    return {
      result: { value: unseal(secret.encryptedValue, secret.id) },
      changed: { id: keyId, name: key.name, after: { prefix: secret.prefix } },
    };
  },
});
