import type { QuotaSettings, ThrottleSettings } from '#core/plans/schema.ts';

const number = (value: number) => value.toLocaleString('en-US');

/** A throttle in words: "100 requests per second, burst 200". */
export function throttleText(throttle: ThrottleSettings | null): string {
  return throttle ? `${number(throttle.rateLimit)} per second, burst ${number(throttle.burstLimit)}` : 'No throttle';
}

/** A quota in words: "10,000 per month". */
export function quotaText(quota: QuotaSettings | null): string {
  return quota ? `${number(quota.limit)} per ${quota.period.toLowerCase()}` : 'No quota';
}
