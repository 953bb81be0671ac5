import { createPlanInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { findStage } from './find-stage.ts';
import { planColumns } from './plan-settings.ts';
import { pushPlan } from './plan-state.ts';

/** Creates a usage plan, with the stages it opens when some are named. */
export const createPlan = mutation({
  permission: 'plans.write',
  input: createPlanInput,
  audit: { action: 'create', target: 'plan' },
  async run({ tx, actor, push }, { name, description, throttle = null, quota = null, stages, tags }) {
    const { workspaceId } = actor;
    const id = newId();
    await tx.usagePlan.create({
      data: { id, workspaceId, name, description, tags, ...planColumns({ throttle, quota }) },
    });
    for (const { apiId, stageName, throttle: methods } of stages) {
      await findStage(tx, workspaceId, apiId, stageName);
      const stageOfPlan = { usagePlanId: id, apiId, stageName };
      await tx.usagePlanStage.upsert({
        where: { usagePlanId_apiId_stageName: stageOfPlan },
        create: { ...stageOfPlan, throttle: methods },
        update: { throttle: methods },
      });
    }
    await pushPlan(tx, push, id);
    return { result: { id }, changed: { id, name, after: { name, throttle, quota, stages } } };
  },
});
