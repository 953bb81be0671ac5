import type { LeaseOutcome } from './lease.ts';
import type { LimitMemory } from './limit-memory.ts';

/** Limits of one kind, as a worker takes requests from them. */
export type LeasedLimits<Limit, Settings> = {
  /** Takes from what the node has leased. What is left of that, or -1 when there was nothing. */
  takeLeased(limit: Limit, settings: Settings, nowMs: number): number;
  /** Takes from what this node counts alone while the store is away. */
  takeAlone(limit: Limit, settings: Settings, nowMs: number): boolean;
  /** Asks the main thread for a lease, for which `need` requests wait. */
  ask(limit: Limit, settings: Settings, nowMs: number, need: number): Promise<LeaseOutcome>;
};

/** A request that has waited so long for leases asks for no further one, ms. */
const waitLimitMs = 250;

/** `retryAtMs` is monotonic: a clock that is set back must not keep anybody from asking. */
type Standing = { asking: Promise<LeaseOutcome> | null; waiting: number; retryAtMs: number; lowWater: number };

/**
 * Takes requests from what the node has leased of the fleet's limits. The next lease is asked for before the last one is used up,
 * so that a request waits only when many come at once, or the first for a while. What is used up is refused at once
 * until there may be more.
 */
export class FleetGate<Limit, Settings> {
  private readonly memory: LimitMemory;
  private readonly limits: LeasedLimits<Limit, Settings>;
  private readonly standings = new Map<Limit, Standing>();

  constructor(memory: LimitMemory, limits: LeasedLimits<Limit, Settings>) {
    this.memory = memory;
    this.limits = limits;
  }

  /** Whether the request fits; a promise while the node asks for more. `nowMs` is of the clock that the limits go by. */
  take(limit: Limit, settings: Settings, nowMs: number): boolean | Promise<boolean> {
    if (this.memory.isStoreAway) return this.limits.takeAlone(limit, settings, nowMs);
    const standing = this.standing(limit);
    const left = this.limits.takeLeased(limit, settings, nowMs);
    if (left >= standing.lowWater) return true;
    const isUsedUp = performance.now() < standing.retryAtMs;
    if (left >= 0) {
      if (!isUsedUp && !standing.asking) void this.ask(limit, standing, settings, nowMs);
      return true;
    }
    return isUsedUp ? false : this.wait(limit, standing, settings, nowMs);
  }

  private async wait(limit: Limit, standing: Standing, settings: Settings, nowMs: number): Promise<boolean> {
    const until = performance.now() + waitLimitMs;
    standing.waiting += 1;
    try {
      do {
        const outcome = await this.ask(limit, standing, settings, nowMs);
        if (outcome === 'away') return this.limits.takeAlone(limit, settings, nowMs);
        // Others may have taken what came.
        if (this.limits.takeLeased(limit, settings, nowMs) >= 0) return true;
        if (outcome.retryMs > 0) return false;
      } while (performance.now() < until);
      return false;
    } finally {
      standing.waiting -= 1;
    }
  }

  private ask(limit: Limit, standing: Standing, settings: Settings, nowMs: number): Promise<LeaseOutcome> {
    standing.asking ??= this.limits.ask(limit, settings, nowMs, standing.waiting).then((outcome) => {
      standing.asking = null;
      if (outcome !== 'away') {
        standing.retryAtMs = performance.now() + outcome.retryMs;
        if (outcome.granted > 0) standing.lowWater = Math.ceil(outcome.granted / 4);
      }
      return outcome;
    });
    return standing.asking;
  }

  private standing(limit: Limit): Standing {
    let standing = this.standings.get(limit);
    if (!standing) this.standings.set(limit, (standing = { asking: null, waiting: 0, retryAtMs: 0, lowWater: 0 }));
    return standing;
  }
}
