import type { QuotaSettings } from '#core/plans/schema.ts';
import type { LeaseOutcome } from './fleet-quotas.ts';
import type { LimitMemory } from './limit-memory.ts';
import type { QuotaGate } from './quota-gate.ts';
import type { QuotaCounter } from './quota.ts';

/** Asks the main thread for a lease. */
export type AskForLease = (counter: QuotaCounter, quota: QuotaSettings, nowMs: number) => Promise<LeaseOutcome>;

/** How long a quota that is used up is not asked for again, ms: another node may return a part of its lease. */
const exhaustedMs = 500;
/** Leases that a request waits for at most: others may take what came. */
const maxWaits = 20;

type Standing = { asking: Promise<LeaseOutcome> | null; exhaustedUntilMs: number; lowWater: number };

/**
 * Takes requests from what the node has leased of the fleet's quotas. The next lease is asked for before the last one is used up,
 * so that a request waits only when many come at once.
 */
export class FleetGate implements QuotaGate {
  private readonly memory: LimitMemory;
  private readonly askForLease: AskForLease;
  private readonly standings = new Map<QuotaCounter, Standing>();

  constructor(memory: LimitMemory, askForLease: AskForLease) {
    this.memory = memory;
    this.askForLease = askForLease;
  }

  take(counter: QuotaCounter, quota: QuotaSettings, nowMs: number): boolean | Promise<boolean> {
    if (this.memory.isStoreAway) return counter.takeOverdraft(quota, nowMs);
    const standing = this.standing(counter);
    if (counter.takeLeased(quota, nowMs)) {
      const isLow = counter.leased(counter.periodStartMs(quota, nowMs)) < standing.lowWater;
      if (isLow && !standing.asking && nowMs >= standing.exhaustedUntilMs)
        void this.ask(counter, standing, quota, nowMs);
      return true;
    }
    if (nowMs < standing.exhaustedUntilMs) return false;
    return this.wait(counter, standing, quota, nowMs);
  }

  private async wait(counter: QuotaCounter, standing: Standing, quota: QuotaSettings, nowMs: number): Promise<boolean> {
    for (let i = 0; i < maxWaits; i += 1) {
      const outcome = await this.ask(counter, standing, quota, nowMs);
      if (outcome === 'away') return counter.takeOverdraft(quota, nowMs);
      if (counter.takeLeased(quota, nowMs)) return true;
      if (outcome === 'exhausted') return false;
    }
    return false;
  }

  private ask(counter: QuotaCounter, standing: Standing, quota: QuotaSettings, nowMs: number): Promise<LeaseOutcome> {
    standing.asking ??= this.askForLease(counter, quota, nowMs).then((outcome) => {
      standing.asking = null;
      if (outcome === 'exhausted') standing.exhaustedUntilMs = nowMs + exhaustedMs;
      else if (outcome !== 'away') standing.lowWater = Math.ceil(outcome.granted / 4);
      return outcome;
    });
    return standing.asking;
  }

  private standing(counter: QuotaCounter): Standing {
    let standing = this.standings.get(counter);
    if (!standing) this.standings.set(counter, (standing = { asking: null, exhaustedUntilMs: 0, lowWater: 0 }));
    return standing;
  }
}
