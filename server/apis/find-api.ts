import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The API's row, or NOT_FOUND when the workspace has none of this id. */
export async function findApi(store: Db | Tx, workspaceId: string, apiId: string) {
  const api = await store.restApi.findFirst({ where: { id: apiId, workspaceId } });
  if (!api) throw notFound('API', apiId);
  return api;
}
