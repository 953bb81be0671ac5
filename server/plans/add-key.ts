import { SluiceError } from '#core/errors.ts';
import { planKeyInput } from '#core/plans/input.ts';
import { findKey } from '../keys/find-key.ts';
import { pushKey } from '../keys/key-state.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { assertOnePlanPerStage } from './assert-one-plan-per-stage.ts';
import { findPlan } from './find-plan.ts';

/** Puts a key into a plan. */
export const addKey = mutation({
  permission: 'plans.write',
  input: planKeyInput,
  audit: { action: 'add-key', target: 'plan' },
  async run({ tx, actor, push }, { planId, keyId }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const plan = await findPlan(tx, workspaceId, planId);
    const key = await findKey(tx, workspaceId, keyId);
    const membership = { usagePlanId: planId, apiKeyId: keyId };
    if (await tx.usagePlanKey.findUnique({ where: { usagePlanId_apiKeyId: membership } })) {
      throw new SluiceError('CONFLICT', `${key.name} is in ${plan.name} already.`);
    }
    await tx.usagePlanKey.create({ data: membership });
    await assertOnePlanPerStage(tx, { apiKeyId: keyId });
    await pushKey(tx, push, keyId);
    return {
      result: { planId, keyId },
      changed: { id: planId, name: plan.name, after: { keyId, keyName: key.name } },
    };
  },
});
