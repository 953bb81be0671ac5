import { keyUsageInput } from '#core/keys/input.ts';
import { currentQuota } from '../plans/current-quota.ts';
import { planSettings } from '../plans/plan-settings.ts';
import { query } from '../query.ts';
import { findKey } from './find-key.ts';

/** What a key used under each of its plans, by UTC day, and what is left of each quota. */
export const keyUsage = query({
  permission: 'keys.read',
  input: keyUsageInput,
  async run({ db, actor }, { keyId, from, to }) {
    const { workspaceId } = actor;
    await findKey(db, workspaceId, keyId);
    const [memberships, rows] = await Promise.all([
      db.usagePlanKey.findMany({ where: { apiKeyId: keyId }, include: { usagePlan: true } }),
      db.usage.findMany({
        where: { workspaceId, apiKeyId: keyId, day: { gte: from, lte: to } },
        orderBy: { day: 'asc' },
      }),
    ]);
    const items = await Promise.all(
      memberships.map(async ({ usagePlan: plan, createdAt }) => ({
        planId: plan.id,
        planName: plan.name,
        days: rows.filter((row) => row.usagePlanId === plan.id).map(({ day, used }) => ({ day, used: Number(used) })),
        quota: await currentQuota(db, planSettings(plan).quota, { planId: plan.id, keyId, memberSince: createdAt }),
      })),
    );
    return { items, total: rows.reduce((sum, row) => sum + Number(row.used), 0) };
  },
});
