import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The key's row, or NOT_FOUND when the workspace has none of this id. */
export async function findKey(store: Db | Tx, workspaceId: string, keyId: string) {
  const key = await store.apiKey.findFirst({ where: { id: keyId, workspaceId } });
  if (!key) throw notFound('Key', keyId);
  return key;
}
