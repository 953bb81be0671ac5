import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The authorizer's row, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findAuthorizer(
  store: Db | Tx,
  { apiId, authorizerId: id }: { apiId: string; authorizerId: string },
) {
  const row = await store.authorizer.findUnique({ where: { apiId_id: { apiId, id } } });
  if (!row) throw notFound('Authorizer', id);
  return row;
}
