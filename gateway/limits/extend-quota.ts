import { periodStart } from '#core/plans/period.ts';
import type { PlanState, QuotaExtension } from '#core/snapshot/revision.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { QuotaCounters } from './quota.ts';

/**
 * Sets what is left of quotas by hand (AWS UpdateUsage): each extension once, in the period that holds its day. What was
 * applied is remembered with the count, on disk too, so that a later change of the plan does not apply it again.
 */
export function extendQuotas(counters: QuotaCounters, plan: PlanState, nowMs: number): void {
  const { quota } = plan;
  if (!quota) return;
  const periodStartMs = periodStart(quota.period, nowMs);
  for (const extension of plan.extensions ?? []) {
    if (periodStart(quota.period, Date.parse(extension.day)) !== periodStartMs) continue;
    const counter = counters.counter(plan.workspaceId, plan.id, extension.keyId);
    const mark = extensionMark(extension);
    if (counter.extension === mark) continue;
    counter.extension = mark;
    counter.set({ used: quota.limit - extension.remaining, periodStartMs });
  }
}

/** A number that tells extensions apart, never 0. */
export function extensionMark({ day, remaining, grantedAtMs }: QuotaExtension): number {
  return Number.parseInt(sha256Hex(`${day} ${remaining} ${grantedAtMs ?? 0}`).slice(0, 12), 16) + 1;
}
