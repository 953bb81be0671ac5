import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The stage with its API, or NOT_FOUND when the workspace has no such API or the API no such stage. */
export async function findStage(store: Db | Tx, workspaceId: string, apiId: string, stageName: string) {
  const stage = await store.stage.findFirst({
    where: { apiId, stageName, api: { workspaceId } },
    select: { apiId: true, stageName: true, api: { select: { name: true } } },
  });
  if (!stage) throw notFound('Stage', `${stageName} of API ${apiId}`);
  return stage;
}
