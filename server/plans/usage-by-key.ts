import { usageByKeyInput } from '#core/plans/input.ts';
import { periodStart, usageDay } from '#core/plans/period.ts';
import { query } from '../query.ts';
import { findPlan } from './find-plan.ts';
import { planSettings } from './plan-settings.ts';

const dayMs = 86_400_000;

/**
 * What the keys of a plan used by UTC day, and what each day left of the quota: `remaining` is what was left at the day's
 * end as the quota stands now, null without a quota.
 */
export const usageByKey = query({
  permission: 'plans.read',
  input: usageByKeyInput,
  async run({ db, actor }, { planId, keyId, limit, after, from, to }) {
    const plan = await findPlan(db, actor.workspaceId, planId);
    const { quota } = planSettings(plan);
    const members = await db.usagePlanKey.findMany({
      where: { usagePlanId: planId, apiKeyId: { equals: keyId, ...(after !== null && { gt: after }) } },
      orderBy: { apiKeyId: 'asc' },
      take: limit,
      include: { extension: true },
    });
    const start = quota === null ? from : usageDay(periodStart(quota.period, Date.parse(from)));
    const rows = await db.usage.findMany({
      where: {
        usagePlanId: planId,
        apiKeyId: { in: members.map((member) => member.apiKeyId) },
        day: { gte: start, lte: to },
      },
    });
    const used = new Map(rows.map((row) => [`${row.apiKeyId} ${row.day}`, Number(row.used)]));
    return members.map(({ apiKeyId, createdAt, extension }) => {
      const days: { day: string; used: number; remaining: number | null }[] = [];
      let sum = 0;
      for (let at = Date.parse(start); at <= Date.parse(to); at += dayMs) {
        const day = usageDay(at);
        const ofDay = used.get(`${apiKeyId} ${day}`) ?? 0;
        const period = quota === null ? at : periodStart(quota.period, at);
        sum = (period === at ? 0 : sum) + ofDay;
        let remaining: number | null = null;
        if (quota !== null) {
          const isExtended = extension?.period === usageDay(period);
          const isFirst = createdAt.getTime() >= period && createdAt.getTime() < at + dayMs;
          const extra = isExtended ? Number(extension?.extra ?? 0) : isFirst ? -quota.offset : 0;
          remaining = Math.max(0, quota.limit + extra - sum);
        }
        if (day >= from) days.push({ day, used: ofDay, remaining });
      }
      return { keyId: apiKeyId, days };
    });
  },
});
