import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';
import { pushPlan } from '../plans/plan-state.ts';
import { pushStageRemoval, type StageId } from './stage-state.ts';

/** Takes a stage out of service: out of the usage plans that opened it and the portals that documented it, too. */
export async function removeStage(tx: Tx, push: Push, workspaceId: string, id: StageId): Promise<void> {
  const { apiId, stageName } = id;
  const plans = await tx.usagePlanStage.findMany({
    where: id,
    select: { usagePlanId: true },
    orderBy: { usagePlanId: 'asc' },
  });
  await tx.portalApi.deleteMany({ where: id });
  await tx.stage.delete({ where: { apiId_stageName: { apiId, stageName } } });
  await pushStageRemoval(push, workspaceId, id);
  for (const { usagePlanId } of plans) await pushPlan(tx, push, usagePlanId);
}
