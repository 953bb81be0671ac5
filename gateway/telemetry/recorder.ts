import { usageDay } from '#core/plans/period.ts';
import type { RequestSample, SeriesKey, SeriesPoint, UsageDelta } from '#core/telemetry/event.ts';
import type { QuotaCounters } from '#gateway/limits/quota.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { SeriesTable } from './series-table.ts';

/** What a node saw in one interval: the content of a telemetry batch. */
export type Interval = { series: SeriesPoint[]; samples: RequestSample[]; usage: UsageDelta[] };

const minute = 60_000;

/** Records requests as they end. An interval never spans two minutes, so that each point belongs to one. */
export class Recorder {
  private readonly table = new SeriesTable();
  private readonly samples: SampleBuffer;
  private readonly quotas: QuotaCounters;
  /** Off: requests are neither counted by series nor sampled. */
  readonly isOn: boolean;
  private readonly sealed: Interval[] = [];
  private minuteMs = 0;
  private readonly totals = { requests: 0, unrouted: 0, count4xx: 0, count5xx: 0, throttled: 0, quotaExceeded: 0 };

  constructor(quotas: QuotaCounters, random: () => number, isOn = true) {
    this.quotas = quotas;
    this.isOn = isOn;
    this.samples = new SampleBuffer(random);
  }

  /** Counts since the node started. */
  get counts(): Readonly<typeof this.totals> {
    return this.totals;
  }

  openSeries(owner: Map<string, number>, key: SeriesKey): number {
    return this.table.open(owner, key);
  }

  /** Counts a request that began at `atMs` (epoch) in a slot of `openSeries`. */
  count(slot: number, atMs: number, status: number, latencyMs: number, integrationLatencyMs: number | null): void {
    if (atMs >= this.minuteMs + minute) this.enterMinute(atMs);
    this.totals.requests += 1;
    if (status >= 500) this.totals.count5xx += 1;
    else if (status >= 400) this.totals.count4xx += 1;
    this.table.add(slot, status, latencyMs, integrationLatencyMs);
  }

  /** Counts what a stage's cache did for a request of this slot. */
  countCache(slot: number, outcome: 'hit' | 'miss'): void {
    this.table.addCache(slot, outcome);
  }

  /** Counts a request that belongs to no stage. */
  countUnrouted(): void {
    this.totals.unrouted += 1;
  }

  /** Counts a request that a limit refused. */
  countRefused(limit: 'throttled' | 'quotaExceeded'): void {
    this.totals[limit] += 1;
  }

  wantsSample(status: number): boolean {
    return this.samples.wants(status);
  }

  addSample(sample: RequestSample): void {
    this.samples.add(sample);
  }

  /** Everything since the last call, one interval per minute; empty ones are left out. */
  collect(): Interval[] {
    this.seal();
    return this.sealed.splice(0);
  }

  private enterMinute(atMs: number): void {
    if (this.minuteMs > 0) this.seal();
    this.minuteMs = Math.floor(atMs / minute) * minute;
  }

  private seal(): void {
    const interval: Interval = {
      series: this.table.collect(this.minuteMs),
      samples: this.samples.take(),
      usage: this.quotas.takeUsage(usageDay(this.minuteMs)),
    };
    if (interval.series.length + interval.samples.length + interval.usage.length > 0) this.sealed.push(interval);
  }
}
