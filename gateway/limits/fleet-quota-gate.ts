import type { QuotaSettings } from '#core/plans/schema.ts';
import { FleetGate } from './fleet-gate.ts';
import type { LeaseOutcome, LeaseQuestion } from './lease.ts';
import type { LimitMemory } from './limit-memory.ts';
import type { QuotaGate } from './quota-gate.ts';
import type { QuotaCounter } from './quota.ts';

/** Quotas that the nodes of a fleet share, as a worker takes from them. */
export function fleetQuotaGate(
  memory: LimitMemory,
  ask: (question: LeaseQuestion) => Promise<LeaseOutcome>,
): QuotaGate {
  return new FleetGate<QuotaCounter, QuotaSettings>(memory, {
    takeLeased: (counter, quota, nowMs) => counter.takeLeased(quota, nowMs),
    takeAlone: (counter, quota, nowMs) => counter.takeOverdraft(quota, nowMs),
    ask({ workspaceId, planId, keyId }, quota, nowMs, need) {
      return ask({ kind: 'quota', counter: { workspaceId, planId, keyId }, quota, nowMs, need });
    },
  });
}
