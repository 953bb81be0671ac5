import { periodStart } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { PlanState } from '#core/snapshot/revision.ts';
import { extensionMark } from './extend-quota.ts';
import type { FleetStore } from './fleet-store.ts';
import type { LimitMemory } from './limit-memory.ts';
import type { QuotaCounter, QuotaCounters } from './quota.ts';

/** What came of asking for a lease: `granted` requests; none are left; or the store is away. */
export type LeaseOutcome = { granted: number } | 'exhausted' | 'away';

const dayMs = 86_400_000;
/** Requests of the first lease of a counter, and of the largest. */
const firstLease = 10;
const largestLease = 5_000;
/** A lease that was used up faster than this makes the next one larger, ms. */
const quickMs = 250;
/** A lease that nobody touched for so long goes back, ms. */
const idleMs = 2_000;
const tickMs = 500;

type Lease = {
  want: number;
  askedAtMs: number;
  asking: Promise<LeaseOutcome> | null;
  left: number;
  idleSinceMs: number;
};
type Extension = { name: string; startDay: number; used: number; mark: number };

/**
 * The quotas that this node shares with others. The main thread takes leases from the store and puts them into the memory
 * that all workers take from; no request is a round trip. While the store is away the node counts alone (fail open), and tells
 * the store afterwards what it admitted.
 */
export class FleetQuotas {
  private readonly store: FleetStore;
  private readonly memory: LimitMemory;
  private readonly counters: QuotaCounters;
  private readonly told: (problem: string | null) => void;
  private readonly leases = new Map<QuotaCounter, Lease>();
  private readonly extensions = new Map<string, Extension>();
  private timer: NodeJS.Timeout | null = null;
  private isTicking = false;
  /** Why the node counts alone, or null. */
  problem: string | null = null;

  /** @param told whenever the store goes away or comes back */
  constructor(
    store: FleetStore,
    memory: LimitMemory,
    counters: QuotaCounters,
    told: (problem: string | null) => void = () => undefined,
  ) {
    this.store = store;
    this.memory = memory;
    this.counters = counters;
    this.told = told;
  }

  /** Looks whether the store is there, and watches it from now on. */
  async start(): Promise<void> {
    await this.probe();
    this.timer = setInterval(() => void this.tick(), tickMs);
    this.timer.unref();
  }

  /** Returns what is left of all leases. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all([...this.leases.keys()].map((counter) => this.giveBack(counter).catch(() => undefined)));
    this.store.close();
  }

  /** Gets more requests for a counter. Those who ask meanwhile share the answer. */
  lease(counter: QuotaCounter, quota: QuotaSettings, nowMs: number): Promise<LeaseOutcome> {
    const lease = this.leaseOf(counter);
    lease.asking ??= this.ask(counter, lease, quota, nowMs).finally(() => (lease.asking = null));
    return lease.asking;
  }

  /** Sets the fleet's counts for a plan's extensions; when the store is away, as soon as it is back. */
  extend(plan: PlanState, nowMs: number): void {
    const { quota } = plan;
    if (!quota) return;
    const periodStartMs = periodStart(quota.period, nowMs);
    for (const extension of plan.extensions ?? []) {
      if (periodStart(quota.period, Date.parse(extension.day)) !== periodStartMs) continue;
      const counter = this.counters.counter(plan.workspaceId, plan.id, extension.keyId);
      // What was leased before is no longer counted in the store.
      counter.endLease();
      const [name, used] = [nameOf(counter), quota.limit - extension.remaining];
      this.extensions.set(name, { name, startDay: periodStartMs / dayMs, used, mark: extensionMark(extension) });
    }
    void this.sendExtensions().catch((error: Error) => this.away(error));
  }

  private leaseOf(counter: QuotaCounter): Lease {
    let lease = this.leases.get(counter);
    if (!lease) {
      lease = { want: firstLease, askedAtMs: 0, asking: null, left: 0, idleSinceMs: 0 };
      this.leases.set(counter, lease);
    }
    return lease;
  }

  private async ask(counter: QuotaCounter, lease: Lease, quota: QuotaSettings, nowMs: number): Promise<LeaseOutcome> {
    if (this.memory.isStoreAway) return 'away';
    const askedAtMs = performance.now();
    const isQuick = askedAtMs - lease.askedAtMs < quickMs;
    lease.want = isQuick ? Math.min(largestLease, lease.want * 2) : Math.max(firstLease, lease.want >> 1);
    lease.askedAtMs = askedAtMs;
    const periodStartMs = counter.periodStartMs(quota, nowMs);
    const overdraft = counter.takeOverdrafts();
    const { limit, offset } = quota;
    const request = {
      name: nameOf(counter),
      startDay: periodStartMs / dayMs,
      limit,
      offset,
      want: lease.want,
      overdraft,
    };
    const add = (granted: number) => {
      if (granted > 0) counter.addLease(periodStartMs, granted);
    };
    try {
      await this.sendExtensions();
      const granted = await this.store.lease(request, add);
      add(granted);
      return granted > 0 ? { granted } : 'exhausted';
    } catch (error) {
      counter.addOverdraft(overdraft);
      this.away(error as Error);
      return 'away';
    }
  }

  private async sendExtensions(): Promise<void> {
    for (const extension of this.extensions.values()) {
      await this.store.extend(extension.name, extension.startDay, extension.used, extension.mark);
      this.extensions.delete(extension.name);
    }
  }

  private async tick(): Promise<void> {
    if (this.isTicking) return;
    this.isTicking = true;
    await this.probe();
    if (!this.memory.isStoreAway) await this.returnIdle().catch((error: Error) => this.away(error));
    this.isTicking = false;
  }

  private async probe(): Promise<void> {
    try {
      await this.store.ping();
      if (this.problem !== null) this.told(null);
      this.problem = null;
      this.memory.isStoreAway = false;
    } catch (error) {
      this.away(error as Error);
    }
  }

  /** Returns leases that nobody takes from, and tells what was admitted while the store was away. */
  private async returnIdle(): Promise<void> {
    await this.sendExtensions();
    const nowMs = performance.now();
    for (const counter of this.counters.values()) {
      const overdraft = counter.takeOverdrafts();
      const counted = counter.counted;
      if (overdraft > 0 && counted) {
        await this.store.giveBack(nameOf(counter), counted.periodStartMs / dayMs, -overdraft).catch((error: Error) => {
          counter.addOverdraft(overdraft);
          throw error;
        });
      }
      const lease = this.leases.get(counter);
      if (!lease || !counted) continue;
      const left = counter.leased(counted.periodStartMs);
      if (left !== lease.left) [lease.left, lease.idleSinceMs] = [left, nowMs];
      else if (left > 0 && nowMs - lease.idleSinceMs > idleMs) await this.giveBack(counter);
    }
  }

  private async giveBack(counter: QuotaCounter): Promise<void> {
    const { requests, periodStartMs } = counter.endLease();
    if (requests > 0) await this.store.giveBack(nameOf(counter), periodStartMs / dayMs, requests);
  }

  private away(error: Error): void {
    this.memory.isStoreAway = true;
    const problem = `${error.message} Quotas are counted by this node alone.`;
    if (this.problem === null) this.told(problem);
    this.problem = problem;
  }
}

function nameOf({ workspaceId, planId, keyId }: QuotaCounter): string {
  return `${workspaceId}:${planId}:${keyId}`;
}
