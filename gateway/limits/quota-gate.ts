import type { QuotaSettings } from '#core/plans/schema.ts';
import type { QuotaCounter } from './quota.ts';

/** Decides whether a request fits into a quota, and counts it if so. */
export type QuotaGate = {
  /** Whether it fits; a promise while the node asks the fleet's store for more. */
  take(counter: QuotaCounter, quota: QuotaSettings, nowMs: number): boolean | Promise<boolean>;
};

/** Quotas that this node alone counts. */
export const nodeQuotas: QuotaGate = {
  take: (counter, quota, nowMs) => counter.take(quota, nowMs),
};
