import { periodStart } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { PlanState } from '#core/snapshot/revision.ts';
import { extensionMark } from './extend-quota.ts';
import { Lease, type LeaseOutcome } from './lease.ts';
import type { QuotaLease, QuotaStore, StoredExtension } from './quota-store.ts';
import type { QuotaCounter, QuotaCounters } from './quota.ts';

const dayMs = 86_400_000;
/** How long a quota that is used up is not asked for again, ms: another node may return a part of its lease. */
const exhaustedMs = 500;

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
  /** The store's day of what is leased: a node's own clock may be wrong. */
  private readonly leaseDays = new Map<QuotaCounter, number>();
  /** By counter's name: those that the store has not been told yet. */
  private readonly extensions = new Map<string, StoredExtension>();
  /** By counter's name: the mark of the extension that was seen last. */
  private readonly marks = new Map<string, number>();

  constructor(store: QuotaStore, counters: QuotaCounters, away: (error: Error) => void) {
    this.store = store;
    this.counters = counters;
    this.away = away;
  }

  /** Tells what was admitted while the store was away, and returns what is left of all leases. */
  async stop(): Promise<void> {
    await Promise.all([...this.counters.values()].map((counter) => this.tellOverdraft(counter).catch(() => undefined)));
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
      const [name, mark] = [nameOf(counter), extensionMark(extension)];
      // The plan changed in something else.
      if (this.marks.get(name) === mark) continue;
      this.marks.set(name, mark);
      // What was leased or used before is no longer counted in the store.
      counter.endLease();
      counter.takeOverdrafts();
      const [startDay, used] = [periodStartMs / dayMs, quota.limit - extension.remaining];
      const { period } = quota;
      this.extensions.set(name, { name, period, startDay, used, mark, grantedAtMs: extension.grantedAtMs ?? 0 });
    }
    void this.sendExtensions().catch((error: Error) => this.away(error));
  }

  private async ask(counter: QuotaCounter, quota: QuotaSettings, nowMs: number, want: number): Promise<LeaseOutcome> {
    const periodStartMs = counter.periodStartMs(quota, nowMs);
    const { period, limit, offset } = quota;
    const request = { name: nameOf(counter), period, limit, offset, want };
    const add = ({ granted, startDay }: QuotaLease) => {
      if (granted === 0) return;
      if (this.leaseDays.get(counter) !== startDay) counter.endLease();
      this.leaseDays.set(counter, startDay);
      counter.addLease(periodStartMs, granted);
    };
    try {
      await this.sendExtensions();
      await this.tellOverdraft(counter);
      const lease = await this.store.lease(request, add);
      add(lease);
      const { granted } = lease;
      return { granted, retryMs: granted > 0 ? 0 : exhaustedMs };
    } catch (error) {
      this.away(error as Error);
      return 'away';
    }
  }

  private async sendExtensions(): Promise<void> {
    for (const extension of this.extensions.values()) {
      await this.store.extend(extension);
      if (this.extensions.get(extension.name) === extension) this.extensions.delete(extension.name);
    }
  }

  /** Tells the store what was admitted without a lease: again when no answer comes in time, and one less when it comes late. */
  private async tellOverdraft(counter: QuotaCounter): Promise<void> {
    const { requests, periodStartMs } = counter.takeOverdrafts();
    if (requests === 0) return;
    const { counted } = counter;
    const used = counted?.periodStartMs === periodStartMs ? counted.used : requests;
    const late = () => counter.addOverdraft({ requests: -requests, periodStartMs });
    try {
      await this.store.overdraw(nameOf(counter), periodStartMs / dayMs, requests, used, late);
    } catch (error) {
      counter.addOverdraft({ requests, periodStartMs });
      throw error;
    }
  }

  /** Returns leases that nobody takes from, and tells what was admitted while the store was away. */
  async returnIdle(): Promise<void> {
    await this.sendExtensions();
    const nowMs = performance.now();
    for (const counter of this.counters.values()) {
      await this.tellOverdraft(counter);
      const { counted } = counter;
      const lease = this.leases.get(counter);
      if (!lease || !counted) continue;
      if (lease.isIdle(counter.leased(counted.periodStartMs), nowMs)) await this.giveBack(counter);
    }
  }

  private async giveBack(counter: QuotaCounter): Promise<void> {
    const { requests } = counter.endLease();
    const startDay = this.leaseDays.get(counter);
    if (requests > 0 && startDay !== undefined) await this.store.giveBack(nameOf(counter), startDay, requests);
  }
}

function nameOf({ workspaceId, planId, keyId }: CounterName): string {
  return `${workspaceId}:${planId}:${keyId}`;
}
