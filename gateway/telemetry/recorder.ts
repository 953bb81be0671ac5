import { usageDay } from '#core/plans/period.ts';
import type { RequestSample } from '#core/telemetry/event.ts';
import { packUsage, type PackedUsage } from '#core/telemetry/packed-usage.ts';
import type { QuotaCounters } from '#gateway/limits/quota.ts';
import { RequestLog, type LogChunk, type LoggedKey, type LoggedMethod } from './request-log.ts';
import { SampleBuffer } from './sample-buffer.ts';

/** What a worker recorded since it was asked last, but for its log. */
export type Recorded = { samples: RequestSample[]; usage: PackedUsage[] };

const minute = 60_000;
/** A request that began so long before the minute, ms, tells that the clock was set back (or was itself very slow). */
const clockBackMs = 5 * minute;

/** Records requests as they end. A chunk of the log never spans two minutes, so that its counts belong to one. */
export class Recorder {
  private readonly log: RequestLog;
  private readonly samples: SampleBuffer;
  private readonly quotas: QuotaCounters;
  /** Off: requests are neither counted in series nor sampled. */
  readonly isOn: boolean;
  private usage: PackedUsage[] = [];
  private minuteMs = 0;
  private readonly totals = { requests: 0, unrouted: 0, count4xx: 0, count5xx: 0, throttled: 0, quotaExceeded: 0 };

  /** @param logged takes the log of requests to be counted in series, some thousands at a time, all of it before `collect` returns */
  constructor(quotas: QuotaCounters, random: () => number, logged: (chunk: LogChunk) => void, isOn = true) {
    this.quotas = quotas;
    this.isOn = isOn;
    this.samples = new SampleBuffer(random);
    this.log = new RequestLog(logged);
  }

  /** Counts since the node started. */
  get counts(): Readonly<typeof this.totals> {
    return this.totals;
  }

  /** Counts a request that began at `atMs` (epoch) for the node's metrics. */
  count(atMs: number, status: number): void {
    if (atMs >= this.minuteMs + minute || atMs < this.minuteMs - clockBackMs) this.enterMinute(atMs);
    this.totals.requests += 1;
    if (status >= 500) this.totals.count5xx += 1;
    else if (status >= 400) this.totals.count4xx += 1;
  }

  /**
   * Has the request that was just counted be counted in its series too. Latencies in ms.
   * @param cache what the stage's cache did for it
   */
  countInSeries(
    method: LoggedMethod,
    key: LoggedKey | null,
    status: number,
    cache: 'hit' | 'miss' | null,
    latencyMs: number,
    integrationLatencyMs: number | null,
  ): void {
    this.log.add(method, key, status, cache, latencyMs, integrationLatencyMs);
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

  /** Sends the rest of the log, and gives everything else since the last call. */
  collect(nowMs: number): Recorded {
    this.log.flush();
    this.takeUsage(this.minuteMs > 0 ? this.minuteMs : nowMs);
    const { usage } = this;
    this.usage = [];
    return { samples: this.samples.take(), usage };
  }

  private enterMinute(atMs: number): void {
    // Usage belongs to the day of the requests before.
    if (this.minuteMs > 0) this.takeUsage(this.minuteMs);
    this.minuteMs = Math.floor(atMs / minute) * minute;
    this.log.enterMinute(this.minuteMs);
  }

  private takeUsage(atMs: number): void {
    this.usage.push(...packUsage(this.quotas.takeUsage(usageDay(atMs))));
  }
}
