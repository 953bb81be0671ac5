import { updatePlanInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { findPlan } from './find-plan.ts';
import { planColumns, planSettings } from './plan-settings.ts';
import { pushPlan } from './plan-state.ts';

/** Changes a plan's name, throttle or quota. New limits count at the nodes at once. */
export const updatePlan = mutation({
  permission: 'plans.write',
  input: updatePlanInput,
  audit: { action: 'update', target: 'plan' },
  async run({ tx, actor, push }, { planId, name, description, throttle, quota }) {
    const before = await findPlan(tx, actor.workspaceId, planId);
    const after = await tx.usagePlan.update({
      where: { id: planId },
      data: { name, description, ...planColumns({ throttle, quota }) },
    });
    await pushPlan(tx, push, planId);
    return {
      result: { id: planId },
      changed: {
        id: planId,
        name: after.name,
        before: { name: before.name, description: before.description, ...planSettings(before) },
        after: { name: after.name, description: after.description, ...planSettings(after) },
      },
    };
  },
});
