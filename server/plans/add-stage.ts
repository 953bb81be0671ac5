import { SluiceError } from '#core/errors.ts';
import { planStageInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { assertOnePlanPerStage } from './assert-one-plan-per-stage.ts';
import { findPlan } from './find-plan.ts';
import { findStage } from './find-stage.ts';
import { pushPlan } from './plan-state.ts';

/** Opens a stage to the keys of a plan. */
export const addStage = mutation({
  permission: 'plans.write',
  input: planStageInput,
  audit: { action: 'add-stage', target: 'plan' },
  async run({ tx, actor, push }, { planId, apiId, stageName }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const plan = await findPlan(tx, workspaceId, planId);
    const { api } = await findStage(tx, workspaceId, apiId, stageName);
    const stage = { usagePlanId: planId, apiId, stageName };
    if (await tx.usagePlanStage.findUnique({ where: { usagePlanId_apiId_stageName: stage } })) {
      throw new SluiceError('CONFLICT', `${plan.name} opens ${stageName} of ${api.name} already.`);
    }
    await tx.usagePlanStage.create({ data: stage });
    await assertOnePlanPerStage(tx, { planId, apiId, stageName });
    await pushPlan(tx, push, planId);
    return {
      result: { planId },
      changed: { id: planId, name: plan.name, apiId, after: { apiId, apiName: api.name, stageName } },
    };
  },
});
