import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** A documentation version without its parts, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findVersion(store: Db | Tx, { apiId, version }: { apiId: string; version: string }) {
  const row = await store.documentationVersion.findUnique({
    where: { apiId_version: { apiId, version } },
    omit: { apiId: true, parts: true },
  });
  if (!row) throw notFound('Documentation version', version);
  return row;
}
