import { periodEnd, periodStart } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { UsageDelta } from '#core/telemetry/event.ts';
import { LimitMemory, noSlot, WordCodec } from './limit-memory.ts';

const dayMs = 86_400_000;
/** Words of a counter's slot: what was used; what is left of a lease; the last extension; what was used without a lease. */
const [leaseAt, extensionAt, overdraftAt] = [1, 2, 3];

/** What a counter holds at a moment. `used` is below 0 when an extension granted more than the limit. */
export type QuotaCount = { used: number; periodStartMs: number };

/** Requests of a period, which are leased or were used without a lease. */
export type QuotaShare = { requests: number; periodStartMs: number };

/** What one key used of one plan: the count is shared by all threads, the usage to report is this thread's own. */
export class QuotaCounter {
  readonly workspaceId: string;
  readonly planId: string;
  readonly keyId: string;
  /** Admitted requests of this thread that telemetry has not taken yet. */
  unreported = 0;
  private readonly words: BigInt64Array;
  private readonly slot: number;
  private readonly codec = new WordCodec();
  private readonly opened: ((counter: QuotaCounter) => void) | null;
  private isOpened = false;
  private startDay = 0;
  private periodEndMs = 0;
  private period: QuotaSettings['period'] | null = null;

  /** @param opened told before the first request is counted in this thread */
  constructor(
    workspaceId: string,
    planId: string,
    keyId: string,
    memory: LimitMemory,
    opened: ((counter: QuotaCounter) => void) | null,
  ) {
    this.workspaceId = workspaceId;
    this.planId = planId;
    this.keyId = keyId;
    this.words = memory.words;
    this.opened = opened;
    this.slot = memory.slot(`quota ${workspaceId} ${planId} ${keyId}`);
  }

  /** The start of the period that holds `nowMs`, epoch ms. */
  periodStartMs(quota: QuotaSettings, nowMs: number): number {
    if (nowMs >= this.periodEndMs || nowMs < this.startDay * dayMs || quota.period !== this.period) {
      this.startDay = periodStart(quota.period, nowMs) / dayMs;
      this.periodEndMs = periodEnd(quota.period, nowMs);
      this.period = quota.period;
    }
    return this.startDay * dayMs;
  }

  /**
   * Counts one request if it fits into the quota at `nowMs` (epoch): one compare-and-exchange of the count together with
   * its period. The offset counts as used in the period of the first request (AWS: requests already made when the plan
   * began).
   */
  take(quota: QuotaSettings, nowMs: number): boolean {
    return this.count(quota.limit, quota.offset, this.periodStartMs(quota, nowMs) / dayMs);
  }

  /** Counts one request if there is a lease for it from the store that the fleet shares. What is left of it, or -1. */
  takeLeased(quota: QuotaSettings, nowMs: number): number {
    const { words, slot, codec } = this;
    if (slot === noSlot) return Infinity;
    const startDay = this.periodStartMs(quota, nowMs) / dayMs;
    for (;;) {
      const before = Atomics.load(words, slot + leaseAt);
      codec.unpack(before);
      const [left, leasedDay] = [codec.low - 1, codec.high];
      // A request that began just before a period takes from the lease that others have got in it.
      if (leasedDay < startDay || left < 0) return -1;
      if (Atomics.compareExchange(words, slot + leaseAt, before, codec.pack(left, leasedDay)) !== before) continue;
      this.count(Infinity, quota.offset, leasedDay);
      return left;
    }
  }

  /** Counts one request against this node's own count while the fleet's store is away; the store is told later. */
  takeOverdraft(quota: QuotaSettings, nowMs: number): boolean {
    if (!this.take(quota, nowMs)) return false;
    this.addOverdraft({ requests: 1, periodStartMs: this.periodStartMs(quota, nowMs) });
    return true;
  }

  private count(limit: number, offset: number, startDay: number): boolean {
    const { words, slot, codec } = this;
    if (slot === noSlot) return true;
    if (!this.isOpened) {
      this.isOpened = true;
      this.opened?.(this);
    }
    for (;;) {
      const before = Atomics.load(words, slot);
      codec.unpack(before);
      let { low: used, high: day } = codec;
      if (before === 0n) [used, day] = [offset, startDay];
      // A count of an earlier start in this period, restored or of another period length, counts on.
      else if (day < startDay) [used, day] = [0, startDay];
      // The clock was ahead when this was counted. The period behind this one may have begun for others.
      else if (day * dayMs > this.periodEndMs) day = startDay;
      if (used >= limit) return false;
      if (Atomics.compareExchange(words, slot, before, codec.pack(used + 1, day)) === before) return true;
    }
  }

  /** What was counted; null before the first request. */
  get counted(): QuotaCount | null {
    if (this.slot === noSlot) return null;
    const word = Atomics.load(this.words, this.slot);
    if (word === 0n) return null;
    this.codec.unpack(word);
    return { used: this.codec.low, periodStartMs: this.codec.high * dayMs };
  }

  /** Puts a count in place of the one there is, as one read from disk. */
  set({ used, periodStartMs }: QuotaCount): void {
    if (this.slot !== noSlot) Atomics.store(this.words, this.slot, this.codec.pack(used, periodStartMs / dayMs));
  }

  /** Leased requests that are left for the period that starts at `periodStartMs`. */
  leased(periodStartMs: number): number {
    if (this.slot === noSlot) return 0;
    this.codec.unpack(Atomics.load(this.words, this.slot + leaseAt));
    return this.codec.high === periodStartMs / dayMs ? this.codec.low : 0;
  }

  /** Adds a lease; one of an earlier period is gone. */
  addLease(periodStartMs: number, requests: number): void {
    const { words, slot, codec } = this;
    if (slot === noSlot) return;
    const startDay = periodStartMs / dayMs;
    for (;;) {
      const before = Atomics.load(words, slot + leaseAt);
      codec.unpack(before);
      if (codec.high > startDay && codec.low > 0) return;
      const left = codec.high === startDay ? codec.low : 0;
      const after = codec.pack(left + requests, startDay);
      if (Atomics.compareExchange(words, slot + leaseAt, before, after) === before) return;
    }
  }

  /** Takes back what is left of a lease, to be returned to the store. */
  endLease(): QuotaShare {
    return this.takeShare(leaseAt);
  }

  /** Adds to what was used without a lease, or puts it back; what was used in an earlier period no longer matters. */
  addOverdraft({ requests, periodStartMs }: QuotaShare): void {
    const { words, slot, codec } = this;
    if (slot === noSlot) return;
    const startDay = periodStartMs / dayMs;
    for (;;) {
      const before = Atomics.load(words, slot + overdraftAt);
      codec.unpack(before);
      if (codec.high > startDay) return;
      const after = codec.pack((codec.high === startDay ? codec.low : 0) + requests, startDay);
      if (Atomics.compareExchange(words, slot + overdraftAt, before, after) === before) return;
    }
  }

  /** What was used without a lease since the last call; below 0 when the store was told of more. */
  takeOverdrafts(): QuotaShare {
    return this.takeShare(overdraftAt);
  }

  private takeShare(at: number): QuotaShare {
    if (this.slot === noSlot) return { requests: 0, periodStartMs: 0 };
    this.codec.unpack(Atomics.exchange(this.words, this.slot + at, 0n));
    return { requests: this.codec.low, periodStartMs: this.codec.high * dayMs };
  }

  /** The mark of the extension that was applied last; 0 for none. */
  get extension(): number {
    return this.slot === noSlot ? 0 : Number(Atomics.load(this.words, this.slot + extensionAt));
  }

  set extension(mark: number) {
    if (this.slot !== noSlot) Atomics.store(this.words, this.slot + extensionAt, BigInt(mark));
  }
}

/** Counters by plan and key, as one thread has come to know them. */
export class QuotaCounters {
  private readonly counters = new Map<string, QuotaCounter>();
  private readonly memory: LimitMemory;
  private readonly opened: ((counter: QuotaCounter) => void) | null;

  /** @param opened told of each counter before its first request is counted in this thread */
  constructor(memory: LimitMemory = new LimitMemory(), opened: ((counter: QuotaCounter) => void) | null = null) {
    this.memory = memory;
    this.opened = opened;
  }

  /** The counter of a key in a plan; it outlives changes of both. */
  counter(workspaceId: string, planId: string, keyId: string): QuotaCounter {
    const name = `${workspaceId} ${planId} ${keyId}`;
    let counter = this.counters.get(name);
    if (!counter) {
      counter = new QuotaCounter(workspaceId, planId, keyId, this.memory, this.opened);
      this.counters.set(name, counter);
    }
    return counter;
  }

  values(): Iterable<QuotaCounter> {
    return this.counters.values();
  }

  get size(): number {
    return this.counters.size;
  }

  /** What this thread admitted since the last call, as of a UTC day. */
  takeUsage(day: string): UsageDelta[] {
    const deltas: UsageDelta[] = [];
    for (const counter of this.counters.values()) {
      if (counter.unreported === 0) continue;
      const { workspaceId, planId, keyId, unreported } = counter;
      deltas.push({ workspaceId, planId, keyId, day, used: unreported });
      counter.unreported = 0;
    }
    return deltas;
  }
}
