import type { PackedBatch } from '#core/telemetry/batch.ts';
import { pointsIn } from '#core/telemetry/packed-series.ts';
import { mergeIntervals, type Interval } from './merge.ts';

/** Batches that wait for the control plane before they are merged, two and two. */
const maxWaiting = 60;
/** Points and samples that waiting batches may hold together. */
const maxPoints = 50_000;
const maxSamples = 2_000;

/** Batches that the control plane has not acknowledged, oldest first. Bounded: while it is away, old batches are merged. */
export class Outbox {
  private readonly waiting: PackedBatch[] = [];
  private readonly nodeId: string;
  private readonly bootId: string;
  private nextBatch = 1;
  private dropped = 0;
  /** The batch being sent: its content is fixed, since the control plane may have it already. */
  private sending: PackedBatch | null = null;

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
    if (this.waiting.length > maxWaiting) this.mergeNeighbours();
    // Batches of earlier processes are not merged.
    if (this.waiting.length > maxWaiting) this.dropOldest();
    this.trim();
  }

  /** The batch to send next, with what was dropped meanwhile; null when there is none. */
  next(): PackedBatch | null {
    const batch = this.waiting[0] ?? null;
    if (batch && batch !== this.sending) {
      batch.dropped += this.dropped;
      this.dropped = 0;
      this.sending = batch;
    }
    return batch;
  }

  /** Everything that waits, to be kept while no process runs. */
  get unsent(): readonly PackedBatch[] {
    return this.waiting;
  }

  /** Takes over what an earlier process could not send; its batches keep their names. */
  adopt(batches: readonly PackedBatch[]): void {
    this.waiting.unshift(...batches);
  }

  /** The control plane has the batch. */
  acknowledge(batch: PackedBatch): void {
    if (this.waiting[0] === batch) this.waiting.shift();
    this.sending = null;
  }

  /** The control plane refused the batch for good: it is counted as dropped. */
  reject(batch: PackedBatch): void {
    this.acknowledge(batch);
    this.dropped += batch.dropped + pointsIn(batch.series) + batch.samples.length;
  }

  /**
   * Makes one batch of each two neighbours. All at a time, so that a batch is merged again only after as many new ones
   * have come.
   */
  private mergeNeighbours(): void {
    const merged: PackedBatch[] = [];
    let first: PackedBatch | null = null;
    for (const batch of this.waiting) {
      // What is being sent, or was by an earlier process, may have arrived already: its content stays as it is.
      if (batch === this.sending || batch.bootId !== this.bootId) {
        first = null;
        merged.push(batch);
      } else if (first) {
        Object.assign(first, mergeIntervals([first, batch]), {
          batch: batch.batch,
          dropped: first.dropped + batch.dropped,
        });
        first = null;
      } else {
        first = batch;
        merged.push(batch);
      }
    }
    this.waiting.splice(0, this.waiting.length, ...merged);
  }

  /** Gives up the oldest batch, as dropped. */
  private dropOldest(): void {
    const [older] = this.waiting.splice(this.waiting[0] === this.sending ? 1 : 0, 1);
    if (older) this.dropped += older.dropped + pointsIn(older.series) + older.samples.length;
  }

  /**
   * Drops the oldest samples, then the oldest blocks of points, beyond the bounds. Usage is kept: it is one number per key
   * and day.
   */
  private trim(): void {
    let samples = 0;
    let points = 0;
    for (const batch of this.waiting.toReversed()) {
      if (batch === this.sending) continue;
      const samplesOver = Math.max(0, samples + batch.samples.length - maxSamples);
      if (samplesOver > 0) batch.samples = batch.samples.slice(samplesOver);
      this.dropped += samplesOver;
      while (points + pointsIn(batch.series) > maxPoints) {
        this.dropped += batch.series[0]?.count ?? 0;
        batch.series = batch.series.slice(1);
      }
      samples += batch.samples.length;
      points += pointsIn(batch.series);
    }
  }
}
