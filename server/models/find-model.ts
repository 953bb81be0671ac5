import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The model's row, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findModel(store: Db | Tx, { apiId, modelId }: { apiId: string; modelId: string }) {
  const model = await store.model.findUnique({ where: { apiId_id: { apiId, id: modelId } } });
  if (!model) throw notFound('Model', modelId);
  return model;
}
