import { updatePlanInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { assertOnePlanPerStage } from './assert-one-plan-per-stage.ts';
import { findPlan } from './find-plan.ts';
import { findStage } from './find-stage.ts';
import { planColumns, planSettings } from './plan-settings.ts';
import { pushPlan } from './plan-state.ts';

/** Changes a plan's facts, its limits, and the stages it opens. All of it counts at the nodes at once. */
export const updatePlan = mutation({
  permission: 'plans.write',
  input: updatePlanInput,
  audit: { action: 'update', target: 'plan' },
  async run({ tx, actor, push }, { planId, throttle, quota, closeStages, putStages, ...facts }) {
    const { workspaceId } = actor;
    if (putStages.length > 0) await lockWorkspace(tx, workspaceId);
    const before = await findPlan(tx, workspaceId, planId);
    const after = await tx.usagePlan.update({
      where: { id: planId },
      data: { ...facts, ...planColumns({ throttle, quota }) },
    });
    for (const { apiId, stageName } of closeStages) {
      await tx.usagePlanStage.deleteMany({ where: { usagePlanId: planId, apiId, stageName } });
    }
    for (const { apiId, stageName, throttle: methods } of putStages) {
      await findStage(tx, workspaceId, apiId, stageName);
      const stage = { usagePlanId: planId, apiId, stageName };
      await tx.usagePlanStage.upsert({
        where: { usagePlanId_apiId_stageName: stage },
        create: { ...stage, throttle: methods },
        update: { throttle: methods },
      });
      await assertOnePlanPerStage(tx, { planId, apiId, stageName });
    }
    await pushPlan(tx, push, planId);
    return {
      result: { id: planId },
      changed: {
        id: planId,
        name: after.name,
        before: factsOf(before),
        after: {
          ...factsOf(after),
          ...(closeStages.length > 0 && { closeStages }),
          ...(putStages.length > 0 && { putStages }),
        },
      },
    };
  },
});

type PlanRow = Parameters<typeof planSettings>[0] & {
  name: string;
  description: string | null;
  productCode: string | null;
};

function factsOf(plan: PlanRow) {
  const { name, description, productCode } = plan;
  return { name, description, productCode, ...planSettings(plan) };
}
