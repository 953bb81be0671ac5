import { periodEnd, periodStart } from '#core/plans/period.ts';
import type { QuotaSettings } from '#core/plans/schema.ts';
import type { UsageDelta } from '#core/telemetry/event.ts';

/** What one key used of one plan. */
export class QuotaCounter {
  readonly workspaceId: string;
  readonly planId: string;
  readonly keyId: string;
  /** Admitted requests since `periodStartMs`. */
  used = 0;
  /** Start of the period that `used` belongs to, epoch ms; 0 before the first request. */
  periodStartMs = 0;
  private periodEndMs = 0;
  private period: QuotaSettings['period'] | null = null;
  /** Admitted requests that telemetry has not taken yet. */
  unreported = 0;
  /** Whether it changed since it was last written to disk. */
  isDirty = false;

  constructor(workspaceId: string, planId: string, keyId: string) {
    this.workspaceId = workspaceId;
    this.planId = planId;
    this.keyId = keyId;
  }

  /** Whether one more request fits into the quota at `nowMs` (epoch). Takes nothing. */
  has(quota: QuotaSettings, nowMs: number): boolean {
    if (nowMs >= this.periodEndMs || quota.period !== this.period) this.enterPeriod(quota, nowMs);
    return this.used < quota.limit;
  }

  /** Counts an admitted request. */
  take(): void {
    this.used += 1;
    this.unreported += 1;
    this.isDirty = true;
  }

  /** Takes over what was kept on disk. */
  restore(used: number, periodStartMs: number): void {
    this.used = used;
    this.periodStartMs = periodStartMs;
  }

  private enterPeriod(quota: QuotaSettings, nowMs: number): void {
    const startMs = periodStart(quota.period, nowMs);
    // A counter from an earlier start, restored or of another period length, counts on as long as it falls into this period.
    if (this.periodStartMs === 0) this.used = quota.offset;
    else if (this.periodStartMs < startMs) this.used = 0;
    this.periodStartMs = Math.max(startMs, this.periodStartMs);
    this.periodEndMs = periodEnd(quota.period, nowMs);
    this.period = quota.period;
    this.isDirty = true;
  }
}

/** All counters of this node, by plan and key. */
export class QuotaCounters {
  private readonly counters = new Map<string, QuotaCounter>();

  /** The counter of a key in a plan; it outlives changes of both. */
  counter(workspaceId: string, planId: string, keyId: string): QuotaCounter {
    const name = `${workspaceId} ${planId} ${keyId}`;
    let counter = this.counters.get(name);
    if (!counter) this.counters.set(name, (counter = new QuotaCounter(workspaceId, planId, keyId)));
    return counter;
  }

  values(): Iterable<QuotaCounter> {
    return this.counters.values();
  }

  get size(): number {
    return this.counters.size;
  }

  /** What was used since the last call, as of a UTC day. */
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
