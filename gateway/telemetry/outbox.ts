import type { TelemetryBatch } from '#core/telemetry/event.ts';
import { mergeIntervals } from './merge.ts';
import type { Interval } from './recorder.ts';

/** Batches that wait for the control plane before the oldest two are merged into one. */
const maxWaiting = 60;
/** Points and samples that waiting batches may hold together. */
const maxPoints = 50_000;
const maxSamples = 2_000;

/** Batches that the control plane has not acknowledged, oldest first. Bounded: while it is away, old batches are merged. */
export class Outbox {
  private readonly waiting: TelemetryBatch[] = [];
  private readonly nodeId: string;
  private readonly bootId: string;
  private nextBatch = 1;
  private dropped = 0;
  /** The batch being sent: its content is fixed, since the control plane may have it already. */
  private sending: TelemetryBatch | null = null;

  /** @param bootId new for each process: batch numbers start again with it */
  constructor(nodeId: string, bootId: string) {
    this.nodeId = nodeId;
    this.bootId = bootId;
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Adds a batch, unless there is nothing in it. */
  add({ series, samples, usage }: Interval): void {
    if (series.length + samples.length + usage.length === 0) return;
    this.waiting.push({
      nodeId: this.nodeId,
      bootId: this.bootId,
      batch: this.nextBatch,
      series,
      samples,
      usage,
      dropped: 0,
    });
    this.nextBatch += 1;
    while (this.waiting.length > maxWaiting && this.mergeOldest());
    this.trim();
  }

  /** The batch to send next, with what was dropped meanwhile; null when there is none. */
  next(): TelemetryBatch | null {
    const batch = this.waiting[0] ?? null;
    if (batch && batch !== this.sending) {
      batch.dropped += this.dropped;
      this.dropped = 0;
      this.sending = batch;
    }
    return batch;
  }

  /** Everything that waits, to be kept while no process runs. */
  get unsent(): readonly TelemetryBatch[] {
    return this.waiting;
  }

  /** Takes over what an earlier process could not send; its batches keep their names. */
  adopt(batches: readonly TelemetryBatch[]): void {
    this.waiting.unshift(...batches);
  }

  /** The control plane has the batch. */
  acknowledge(batch: TelemetryBatch): void {
    if (this.waiting[0] === batch) this.waiting.shift();
    this.sending = null;
  }

  /** The control plane refused the batch for good: it is counted as dropped. */
  reject(batch: TelemetryBatch): void {
    this.acknowledge(batch);
    this.dropped += batch.dropped + batch.series.length + batch.samples.length;
  }

  private mergeOldest(): boolean {
    const first = this.waiting[0] === this.sending ? 1 : 0;
    const [older, newer] = [this.waiting[first], this.waiting[first + 1]];
    if (!older || !newer) return false;
    // A batch of an earlier process may have arrived already: its content stays as it was.
    if (older.bootId !== this.bootId) {
      this.waiting.splice(first, 1);
      this.dropped += older.dropped + older.series.length + older.samples.length;
      return true;
    }
    Object.assign(newer, mergeIntervals([older, newer]));
    newer.dropped += older.dropped;
    this.waiting.splice(first, 1);
    return true;
  }

  /** Drops the oldest samples, then the oldest points, beyond the bounds. Usage is kept: it is one number per key and day. */
  private trim(): void {
    let samples = 0;
    let points = 0;
    for (let i = this.waiting.length - 1; i >= 0; i -= 1) {
      const batch = this.waiting[i];
      if (!batch || batch === this.sending) continue;
      const [samplesOver, pointsOver] = [
        Math.max(0, samples + batch.samples.length - maxSamples),
        Math.max(0, points + batch.series.length - maxPoints),
      ];
      if (samplesOver > 0) batch.samples = batch.samples.slice(samplesOver);
      if (pointsOver > 0) batch.series = batch.series.slice(pointsOver);
      this.dropped += samplesOver + pointsOver;
      samples += batch.samples.length;
      points += batch.series.length;
    }
  }
}
