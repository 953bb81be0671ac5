import type { QuotaSettings, ThrottleSettings } from '#core/plans/schema.ts';

/** What came of asking for a lease: how much was granted, and for how long asking again is of no use, ms; or the store is away. */
export type LeaseOutcome = { granted: number; retryMs: number } | 'away';

/** What a worker asks the main thread for. `need` requests wait for it: 0 when it is asked for in advance. */
export type LeaseQuestion = { need: number } & (
  | {
      kind: 'quota';
      counter: { workspaceId: string; planId: string; keyId: string };
      quota: QuotaSettings;
      /** Epoch, ms. */
      nowMs: number;
    }
  | { kind: 'throttle'; bucket: string; throttle: ThrottleSettings }
);

/** The first lease of a limit, and the largest. */
const firstLease = 10;
const largestLease = 5_000;
/** A lease that was used up faster than this makes the next one larger, ms. */
const quickMs = 250;
/** A lease that nobody touched for so long goes back, ms. */
const idleMs = 2_000;

/** How the main thread leases one limit: it asks once at a time, for as much as was used up lately. */
export class Lease {
  private want = firstLease;
  private askedAtMs = -Infinity;
  private retryAtMs = -Infinity;
  private asking: Promise<LeaseOutcome> | null = null;
  private left = 0;
  private touchedAtMs = 0;

  /**
   * Those who ask while an answer is on its way share it, and nobody asks for what is known to be used up.
   * @param get asks the store for so much in advance
   */
  ask(get: (want: number) => Promise<LeaseOutcome>): Promise<LeaseOutcome> {
    this.asking ??= this.get(get).finally(() => (this.asking = null));
    return this.asking;
  }

  private async get(get: (want: number) => Promise<LeaseOutcome>): Promise<LeaseOutcome> {
    const nowMs = performance.now();
    if (nowMs < this.retryAtMs) return { granted: 0, retryMs: this.retryAtMs - nowMs };
    const isQuick = nowMs - this.askedAtMs < quickMs;
    this.want = isQuick ? Math.min(largestLease, this.want * 2) : Math.max(firstLease, this.want >> 1);
    this.askedAtMs = nowMs;
    const outcome = await get(this.want);
    if (outcome !== 'away') this.retryAtMs = performance.now() + outcome.retryMs;
    return outcome;
  }

  /** Whether what is left of the lease was the same for so long that it should go back. Called now and then. */
  isIdle(left: number, nowMs: number): boolean {
    if (left !== this.left) [this.left, this.touchedAtMs] = [left, nowMs];
    return nowMs - Math.max(this.touchedAtMs, this.askedAtMs) > idleMs;
  }
}
