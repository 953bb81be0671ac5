import type { PlanState } from '#core/snapshot/revision.ts';
import { FleetQuotas } from './fleet-quotas.ts';
import { FleetStore } from './fleet-store.ts';
import { FleetThrottles } from './fleet-throttles.ts';
import type { LeaseOutcome, LeaseQuestion } from './lease.ts';
import type { LimitMemory } from './limit-memory.ts';
import { QuotaStore } from './quota-store.ts';
import type { QuotaCounters } from './quota.ts';
import { ThrottleStore } from './throttle-store.ts';

const tickMs = 500;

/**
 * The limits that this node shares with others. The main thread takes leases from the store and puts them into the memory
 * that all workers take from; no request is a round trip. While the store is away the node counts alone (fail open), and tells
 * the store afterwards what it admitted of quotas.
 */
export class Fleet {
  private readonly store: FleetStore;
  private readonly memory: LimitMemory;
  private readonly quotas: FleetQuotas;
  private readonly throttles: FleetThrottles;
  private readonly told: (problem: string | null) => void;
  private timer: NodeJS.Timeout | null = null;
  private isTicking = false;
  /** Why the node counts alone, or null. */
  problem: string | null = null;

  /** @param told whenever the store goes away or comes back */
  constructor(url: string, memory: LimitMemory, counters: QuotaCounters, told: (problem: string | null) => void) {
    const away = (error: Error) => this.away(error);
    this.store = new FleetStore(url);
    this.memory = memory;
    this.quotas = new FleetQuotas(new QuotaStore(this.store), counters, away);
    this.throttles = new FleetThrottles(new ThrottleStore(this.store), memory, away);
    this.told = told;
  }

  /** Looks whether the store is there, and watches it from now on. */
  async start(): Promise<void> {
    await this.store.opened().catch((error: Error) => this.away(error));
    await this.probe();
    this.timer = setInterval(() => void this.tick(), tickMs);
    this.timer.unref();
  }

  /** Returns what is left of all leases. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all([this.quotas.stop(), this.throttles.stop()]);
    this.store.close();
  }

  /** Gets more of a limit. Those who ask meanwhile share the answer. */
  async lease(question: LeaseQuestion): Promise<LeaseOutcome> {
    if (this.memory.isStoreAway) return 'away';
    if (question.kind === 'throttle') return this.throttles.lease(question.bucket, question.throttle, question.need);
    return this.quotas.lease(question.counter, question.quota, question.nowMs, question.need);
  }

  /** Sets the fleet's counts for a plan's extensions; when the store is away, as soon as it is back. */
  extend(plan: PlanState, nowMs: number): void {
    this.quotas.extend(plan, nowMs);
  }

  private async tick(): Promise<void> {
    if (this.isTicking) return;
    this.isTicking = true;
    await this.probe();
    try {
      if (!this.memory.isStoreAway) {
        await this.quotas.returnIdle();
        await this.throttles.returnIdle();
      }
    } catch (error) {
      this.away(error as Error);
    }
    this.isTicking = false;
  }

  private async probe(): Promise<void> {
    try {
      await this.store.probe();
      if (this.problem !== null) this.told(null);
      this.problem = null;
      this.memory.isStoreAway = false;
    } catch (error) {
      this.away(error as Error);
    }
  }

  private away(error: Error): void {
    this.memory.isStoreAway = true;
    const problem = `${error.message} Throttles and quotas are counted by this node alone.`;
    if (this.problem === null) this.told(problem);
    this.problem = problem;
  }
}
