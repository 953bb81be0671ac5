import { planIdInput } from '#core/plans/input.ts';
import type { ThrottleSettings } from '#core/plans/schema.ts';
import { query } from '../query.ts';
import { findPlan } from './find-plan.ts';
import { planSettings } from './plan-settings.ts';

/** One plan with the stages it opens. */
export const getPlan = query({
  permission: 'plans.read',
  input: planIdInput,
  async run({ db, actor }, { planId }) {
    const plan = await findPlan(db, actor.workspaceId, planId);
    const [stages, keyCount] = await Promise.all([
      db.usagePlanStage.findMany({
        where: { usagePlanId: planId },
        orderBy: [{ stage: { api: { name: 'asc' } } }, { stageName: 'asc' }],
        include: { stage: { include: { api: { select: { name: true } } } } },
      }),
      db.usagePlanKey.count({ where: { usagePlanId: planId } }),
    ]);
    return {
      id: plan.id,
      name: plan.name,
      description: plan.description,
      ...planSettings(plan),
      createdAt: plan.createdAt,
      stages: stages.map(({ apiId, stageName, throttle, stage }) => ({
        apiId,
        apiName: stage.api.name,
        stageName,
        throttle: throttle as Record<string, ThrottleSettings>,
      })),
      keyCount,
    };
  },
});
