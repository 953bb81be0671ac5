import { periodStart } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { PlanState } from '#core/snapshot/revision.ts';
import { extensionMark } from './extend-quota.ts';
import { Lease, type LeaseOutcome } from './lease.ts';
import type { QuotaStore } from './quota-store.ts';
import type { QuotaCounter, QuotaCounters } from './quota.ts';

const dayMs = 86_400_000;
/** How long a quota that is used up is not asked for again, ms: another node may return a part of its lease. */
const exhaustedMs = 500;

type Extension = { name: string; startDay: number; used: number; mark: number };

type CounterName = Pick<QuotaCounter, 'workspaceId' | 'planId' | 'keyId'>;

/**
 * The quotas that this node shares with others: the main thread leases requests for the workers, and tells the store what was
 * admitted while it was away.
 */
export class FleetQuotas {
  private readonly store: QuotaStore;
  private readonly counters: QuotaCounters;
  private readonly away: (error: Error) => void;
  private readonly leases = new Map<QuotaCounter, Lease>();
  private readonly extensions = new Map<string, Extension>();

  constructor(store: QuotaStore, counters: QuotaCounters, away: (error: Error) => void) {
    this.store = store;
    this.counters = counters;
    this.away = away;
  }

  /** Returns what is left of all leases. */
  async stop(): Promise<void> {
    await Promise.all([...this.leases.keys()].map((counter) => this.giveBack(counter).catch(() => undefined)));
  }

  /** Gets more requests for a counter. Those who ask meanwhile share the answer. */
  lease(
    { workspaceId, planId, keyId }: CounterName,
    quota: QuotaSettings,
    nowMs: number,
    need: number,
  ): Promise<LeaseOutcome> {
    const counter = this.counters.counter(workspaceId, planId, keyId);
    let lease = this.leases.get(counter);
    if (!lease) this.leases.set(counter, (lease = new Lease()));
    return lease.ask((want) => this.ask(counter, quota, nowMs, Math.max(want, need)));
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

  private async ask(counter: QuotaCounter, quota: QuotaSettings, nowMs: number, want: number): Promise<LeaseOutcome> {
    const periodStartMs = counter.periodStartMs(quota, nowMs);
    const overdraft = counter.takeOverdrafts();
    const { limit, offset } = quota;
    const request = { name: nameOf(counter), startDay: periodStartMs / dayMs, limit, offset, want, overdraft };
    const add = (granted: number) => {
      if (granted > 0) counter.addLease(periodStartMs, granted);
    };
    try {
      await this.sendExtensions();
      const granted = await this.store.lease(request, add);
      add(granted);
      return { granted, retryMs: granted > 0 ? 0 : exhaustedMs };
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

  /** Returns leases that nobody takes from, and tells what was admitted while the store was away. */
  async returnIdle(): Promise<void> {
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
      if (lease.isIdle(counter.leased(counted.periodStartMs), nowMs)) await this.giveBack(counter);
    }
  }

  private async giveBack(counter: QuotaCounter): Promise<void> {
    const { requests, periodStartMs } = counter.endLease();
    if (requests > 0) await this.store.giveBack(nameOf(counter), periodStartMs / dayMs, requests);
  }
}

function nameOf({ workspaceId, planId, keyId }: CounterName): string {
  return `${workspaceId}:${planId}:${keyId}`;
}
