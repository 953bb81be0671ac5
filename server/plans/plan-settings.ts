import type { QuotaPeriod, QuotaSettings, ThrottleSettings } from '#core/plans/schema.ts';

type PlanRow = {
  throttleRateLimit: number | null;
  throttleBurstLimit: number | null;
  quotaLimit: number | null;
  quotaOffset: number | null;
  quotaPeriod: string | null;
};

/** The throttle and the quota of a plan's row. */
export function planSettings(row: PlanRow): { throttle: ThrottleSettings | null; quota: QuotaSettings | null } {
  const { throttleRateLimit: rateLimit, throttleBurstLimit: burstLimit, quotaLimit: limit, quotaPeriod } = row;
  return {
    throttle: rateLimit === null || burstLimit === null ? null : { rateLimit, burstLimit },
    quota:
      limit === null || quotaPeriod === null
        ? null
        : { limit, offset: row.quotaOffset ?? 0, period: quotaPeriod as QuotaPeriod },
  };
}

/** The columns of a throttle and a quota: undefined leaves them as they are, null empties them. */
export function planColumns(settings: { throttle?: ThrottleSettings | null; quota?: QuotaSettings | null }) {
  const { throttle, quota } = settings;
  return {
    ...(throttle !== undefined && {
      throttleRateLimit: throttle?.rateLimit ?? null,
      throttleBurstLimit: throttle?.burstLimit ?? null,
    }),
    ...(quota !== undefined && {
      quotaLimit: quota?.limit ?? null,
      quotaOffset: quota?.offset ?? null,
      quotaPeriod: quota?.period ?? null,
    }),
  };
}
