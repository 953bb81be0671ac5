import { periodEnd, periodStart, usageDay } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { Db, Tx } from '../db.ts';

export type CurrentQuota = { limit: number; used: number; remaining: number; period: string; resetsAt: Date };

/** What a key has used of a quota in the current period, and how much it may; null without a quota. */
export async function currentQuota(
  db: Db | Tx,
  quota: QuotaSettings | null,
  { planId, keyId, memberSince }: { planId: string; keyId: string; memberSince: Date },
): Promise<CurrentQuota | null> {
  if (quota === null) return null;
  const now = Date.now();
  const start = periodStart(quota.period, now);
  const sum = await db.usage.aggregate({
    where: { usagePlanId: planId, apiKeyId: keyId, day: { gte: usageDay(start) } },
    _sum: { used: true },
  });
  const extension = await db.usageExtension.findUnique({
    where: { usagePlanId_apiKeyId: { usagePlanId: planId, apiKeyId: keyId }, period: usageDay(start) },
  });
  // The offset shortens the first period of a key in the plan, unless someone set what is left.
  const offset = memberSince.getTime() >= start ? quota.offset : 0;
  const limit = quota.limit + (extension ? Number(extension.extra) : -offset);
  const used = Number(sum._sum.used ?? 0);
  const resetsAt = new Date(periodEnd(quota.period, now));
  return { limit, used, remaining: Math.max(0, limit - used), period: quota.period, resetsAt };
}
