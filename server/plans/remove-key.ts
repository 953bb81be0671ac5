import { notFound } from '#core/errors.ts';
import { planKeyInput } from '#core/plans/input.ts';
import { findKey } from '../keys/find-key.ts';
import { pushKey } from '../keys/key-state.ts';
import { mutation } from '../mutation.ts';
import { findPlan } from './find-plan.ts';
import { pushPlan } from './plan-state.ts';

/** Takes a key out of a plan: it reaches the plan's stages no longer, at once. */
export const removeKey = mutation({
  permission: 'plans.write',
  input: planKeyInput,
  audit: { action: 'remove-key', target: 'plan' },
  async run({ tx, actor, push }, { planId, keyId }) {
    const plan = await findPlan(tx, actor.workspaceId, planId);
    const key = await findKey(tx, actor.workspaceId, keyId);
    const extensions = await tx.usageExtension.count({ where: { usagePlanId: planId, apiKeyId: keyId } });
    const removed = await tx.usagePlanKey.deleteMany({ where: { usagePlanId: planId, apiKeyId: keyId } });
    if (removed.count === 0) throw notFound('Key', `${keyId} in usage plan ${planId}`);
    await pushKey(tx, push, keyId);
    if (extensions > 0) await pushPlan(tx, push, planId);
    return {
      result: { planId, keyId },
      changed: { id: planId, name: plan.name, before: { keyId, keyName: key.name } },
    };
  },
});
