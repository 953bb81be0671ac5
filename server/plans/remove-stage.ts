import { planStageInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { findPlanStage } from './find-plan-stage.ts';
import { pushPlan } from './plan-state.ts';

/** Closes a stage to the keys of a plan, at once. */
export const removeStage = mutation({
  permission: 'plans.write',
  input: planStageInput,
  audit: { action: 'remove-stage', target: 'plan' },
  async run({ tx, actor, push }, { planId, apiId, stageName }) {
    const { plan, where, throttle } = await findPlanStage(tx, actor.workspaceId, planId, apiId, stageName);
    await tx.usagePlanStage.delete({ where });
    await pushPlan(tx, push, planId);
    return {
      result: { planId },
      changed: { id: planId, name: plan.name, apiId, before: { apiId, stageName, throttle } },
    };
  },
});
