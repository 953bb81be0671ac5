import { planUsageInput } from '#core/plans/input.ts';
import { query } from '../query.ts';
import { currentQuota } from './current-quota.ts';
import { findPlan } from './find-plan.ts';
import { planSettings } from './plan-settings.ts';

const keysShown = 50;

/** What the keys of a plan used by UTC day, and the keys that used most with what is left of their quota. */
export const planUsage = query({
  permission: 'plans.read',
  input: planUsageInput,
  async run({ db, actor }, { planId, keyId, from, to }) {
    const plan = await findPlan(db, actor.workspaceId, planId);
    const where = { usagePlanId: planId, apiKeyId: keyId, day: { gte: from, lte: to } };
    const [days, top] = await Promise.all([
      db.usage.groupBy({ by: 'day', where, _sum: { used: true }, orderBy: { day: 'asc' } }),
      db.usage.groupBy({
        by: 'apiKeyId',
        where,
        _sum: { used: true },
        orderBy: [{ _sum: { used: 'desc' } }, { apiKeyId: 'asc' }],
        take: keysShown,
      }),
    ]);
    const members = await db.usagePlanKey.findMany({
      where: { usagePlanId: planId, apiKeyId: { in: top.map((row) => row.apiKeyId) } },
      include: { apiKey: { select: { name: true } } },
    });
    const memberOf = new Map(members.map((member) => [member.apiKeyId, member]));
    const { quota } = planSettings(plan);
    const keys = await Promise.all(
      top.map(async (row) => {
        const member = memberOf.get(row.apiKeyId);
        const of = member && { planId, keyId: row.apiKeyId, memberSince: member.createdAt };
        return {
          keyId: row.apiKeyId,
          /** Null for a key that has left the plan. */
          keyName: member?.apiKey.name ?? null,
          used: Number(row._sum.used ?? 0),
          quota: of ? await currentQuota(db, quota, of) : null,
        };
      }),
    );
    return { days: days.map(({ day, _sum }) => ({ day, used: Number(_sum.used ?? 0) })), keys };
  },
});
