import type { ThrottleSettings } from '#core/plans/schema.ts';
import type { PlanState } from '#core/snapshot/revision.ts';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';
import { planSettings } from './plan-settings.ts';

/** Sends the plan to the nodes as it stands in the transaction. */
export async function pushPlan(tx: Tx, push: Push, planId: string): Promise<bigint> {
  const plan = await tx.usagePlan.findUniqueOrThrow({
    where: { id: planId },
    include: {
      stages: { orderBy: [{ apiId: 'asc' }, { stageName: 'asc' }] },
      keys: { where: { extension: { isNot: null } }, orderBy: { apiKeyId: 'asc' }, include: { extension: true } },
    },
  });
  const extensions = plan.keys.flatMap(({ extension }) =>
    extension
      ? [
          {
            keyId: extension.apiKeyId,
            day: extension.period,
            remaining: extension.remaining,
            grantedAtMs: extension.grantedAt.getTime(),
          },
        ]
      : [],
  );
  const body: PlanState = {
    workspaceId: plan.workspaceId,
    id: plan.id,
    name: plan.name,
    ...planSettings(plan),
    apiStages: plan.stages.map(({ apiId, stageName, throttle }) => ({
      apiId,
      stage: stageName,
      throttle: throttle as Record<string, ThrottleSettings>,
    })),
    ...(extensions.length > 0 && { extensions }),
  };
  return push({ kind: 'plan', id: plan.id, workspaceId: plan.workspaceId, groupIds: [], body });
}

/** Tells the nodes that the plan is gone. Its keys keep naming it: a node gives no weight to a plan it does not have. */
export async function pushPlanRemoval(push: Push, workspaceId: string, planId: string): Promise<bigint> {
  return push({ kind: 'plan', id: planId, workspaceId, groupIds: [], body: null });
}
