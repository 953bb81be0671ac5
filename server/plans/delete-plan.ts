import { SluiceError } from '#core/errors.ts';
import { deletePlanInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { findPlan } from './find-plan.ts';
import { planSettings } from './plan-settings.ts';
import { pushPlanRemoval } from './plan-state.ts';

/** Deletes a plan: keys reach its stages no longer, at once. The keys themselves stay. */
export const deletePlan = mutation({
  permission: 'plans.write',
  input: deletePlanInput,
  audit: { action: 'delete', target: 'plan' },
  async run({ tx, actor, push }, { planId, onlyClosed }) {
    const plan = await findPlan(tx, actor.workspaceId, planId);
    if (onlyClosed && (await tx.usagePlanStage.count({ where: { usagePlanId: planId } })) > 0) {
      throw new SluiceError('PRECONDITION_FAILED', `${plan.name} opens stages. Close them first.`);
    }
    await tx.usagePlan.delete({ where: { id: planId } });
    await pushPlanRemoval(push, actor.workspaceId, planId);
    return {
      result: { id: planId },
      changed: { id: planId, name: plan.name, before: { name: plan.name, ...planSettings(plan) } },
    };
  },
});
