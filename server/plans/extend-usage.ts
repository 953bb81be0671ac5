import { SluiceError, notFound } from '#core/errors.ts';
import { extendUsageInput } from '#core/plans/input.ts';
import { periodStart, usageDay } from '#core/plans/period.ts';
import { findKey } from '../keys/find-key.ts';
import { mutation } from '../mutation.ts';
import { currentQuota } from './current-quota.ts';
import { findPlan } from './find-plan.ts';
import { planSettings } from './plan-settings.ts';
import { pushPlan } from './plan-state.ts';

/** Sets what a key has left of its quota in the current period (AWS UpdateUsage). Counts at the nodes at once. */
export const extendUsage = mutation({
  permission: 'plans.write',
  input: extendUsageInput,
  audit: { action: 'extend-usage', target: 'plan' },
  async run({ tx, actor, push }, { planId, keyId, remaining }) {
    const plan = await findPlan(tx, actor.workspaceId, planId);
    const key = await findKey(tx, actor.workspaceId, keyId);
    const id = { usagePlanId: planId, apiKeyId: keyId };
    const member = await tx.usagePlanKey.findUnique({ where: { usagePlanId_apiKeyId: id } });
    if (!member) throw notFound('Key', `${keyId} in usage plan ${planId}`);
    const { quota } = planSettings(plan);
    const before = await currentQuota(tx, quota, { planId, keyId, memberSince: member.createdAt });
    if (quota === null || before === null) throw new SluiceError('PRECONDITION_FAILED', `${plan.name} has no quota.`);
    const grantedAt = new Date();
    const period = usageDay(periodStart(quota.period, grantedAt.getTime()));
    // On top of the quota, so that what the key uses from now on is taken from what it has left.
    const extra = BigInt(before.used + remaining - quota.limit);
    const extension = { period, remaining, extra, grantedAt };
    await tx.usageExtension.upsert({
      where: { usagePlanId_apiKeyId: id },
      create: { ...id, ...extension },
      update: extension,
    });
    await pushPlan(tx, push, planId);
    return {
      result: { remaining, day: period },
      changed: {
        id: planId,
        name: plan.name,
        before: { keyId, keyName: key.name, remaining: before.remaining },
        after: { keyId, keyName: key.name, remaining },
      },
    };
  },
});
