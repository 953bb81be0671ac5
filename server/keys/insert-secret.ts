import { SluiceError } from '#core/errors.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { Tx } from '../db.ts';
import { newId } from '../new-id.ts';
import { seal } from '../secret-box.ts';
import { lookupHash, visiblePrefix } from './key-value.ts';

/** Stores a value of a key: hashes, prefix, and an encrypted copy unless the workspace shows keys only once. */
export async function insertSecret(tx: Tx, workspaceId: string, apiKeyId: string, value: string) {
  const hash = lookupHash(value);
  // Not left to the unique index: a failed statement would end the transaction with no word for the person.
  if (await tx.apiKeySecret.findFirst({ where: { workspaceId, lookupHash: hash }, select: { id: true } })) {
    const message = 'Another key of this workspace has this value.';
    throw new SluiceError('CONFLICT', message, { issues: [{ message, pointer: '/value' }] });
  }
  const { apiKeyMode } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const id = newId();
  return tx.apiKeySecret.create({
    data: {
      id,
      workspaceId,
      apiKeyId,
      prefix: visiblePrefix(value),
      lookupHash: hash,
      nodeHash: sha256Hex(value),
      encryptedValue: apiKeyMode === 'SHOW_ONCE' ? null : seal(value, id),
    },
    select: { id: true, prefix: true },
  });
}
