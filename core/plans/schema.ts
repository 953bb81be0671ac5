import { z } from 'zod';

export const quotaPeriods = ['DAY', 'WEEK', 'MONTH'] as const;
export type QuotaPeriod = (typeof quotaPeriods)[number];

/** A token bucket: `rateLimit` requests per second, and a bucket of `burstLimit` requests. */
export const throttleSettingsSchema = z.object({
  rateLimit: z.number().positive('The rate is above 0 requests per second.').max(1_000_000),
  burstLimit: z.number().int().min(1, 'The burst is at least 1 request.').max(1_000_000),
});
export type ThrottleSettings = z.infer<typeof throttleSettingsSchema>;

export const quotaSettingsSchema = z
  .object({
    /** Requests per period. */
    limit: z.number().int().min(1, 'The quota is at least 1 request.').max(2_147_483_647),
    /** Requests subtracted from the first period. */
    offset: z.number().int().min(0),
    period: z.enum(quotaPeriods),
  })
  .refine((quota) => quota.offset < quota.limit, { message: 'The offset is below the limit.', path: ['offset'] });
export type QuotaSettings = z.infer<typeof quotaSettingsSchema>;

/** A stage that a plan opens, with throttles for single methods keyed by `{path}/{method}`. */
export const planStageSchema = z.object({
  apiId: z.string(),
  stage: z.string(),
  throttle: z.record(z.string(), throttleSettingsSchema),
});
export type PlanStage = z.infer<typeof planStageSchema>;
