import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';
import { type StageId, stageInclude, type StageRow } from './stage-state.ts';

/** The stage with its deployments, or NOT_FOUND when the workspace has no such API or the API no such stage. */
export async function findStage(store: Db | Tx, workspaceId: string, { apiId, stageName }: StageId): Promise<StageRow> {
  const stage = await store.stage.findFirst({
    where: { apiId, stageName, api: { workspaceId } },
    include: stageInclude,
  });
  if (!stage) throw notFound('Stage', stageName);
  return stage;
}

/**
 * Begins a change of a stage: raises its revision and locks its row until the transaction ends. Gives the stage as it was,
 * but with the new revision.
 */
export async function touchStage(tx: Tx, workspaceId: string, id: StageId): Promise<StageRow> {
  await tx.stage.updateMany({
    where: { ...id, api: { workspaceId } },
    data: { revision: { increment: 1 }, lastUpdatedDate: new Date() },
  });
  return findStage(tx, workspaceId, id);
}
