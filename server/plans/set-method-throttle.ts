import { SluiceError } from '#core/errors.ts';
import { methodThrottlesMax, setMethodThrottleInput } from '#core/plans/input.ts';
import { mutation } from '../mutation.ts';
import { findPlanStage } from './find-plan-stage.ts';
import { pushPlan } from './plan-state.ts';

/** Gives one method of a stage its own throttle in a plan, or takes it away. AWS allows 20 for a stage. */
export const setMethodThrottle = mutation({
  permission: 'plans.write',
  input: setMethodThrottleInput,
  audit: { action: 'set-method-throttle', target: 'plan' },
  async run({ tx, actor, push }, { planId, apiId, stageName, method, throttle }) {
    const { plan, where, throttle: before } = await findPlanStage(tx, actor.workspaceId, planId, apiId, stageName);
    const after = Object.fromEntries(Object.entries(before).filter(([key]) => key !== method));
    if (throttle) after[method] = throttle;
    if (Object.keys(after).length > methodThrottlesMax) {
      throw new SluiceError('LIMIT_EXCEEDED', `A plan has at most ${methodThrottlesMax} method throttles for a stage.`);
    }
    await tx.usagePlanStage.update({ where, data: { throttle: after } });
    await pushPlan(tx, push, planId);
    const of = (value: typeof throttle | undefined) => ({ stageName, method, throttle: value ?? null });
    return {
      result: { planId },
      changed: { id: planId, name: plan.name, apiId, before: of(before[method]), after: of(throttle) },
    };
  },
});
