import type { SeriesKey, SeriesPoint } from '#core/telemetry/event.ts';
import { bucketOf, sketchBuckets, sketchOf } from '#core/telemetry/sketch.ts';

/** Series that a node keeps at a time; what comes beyond is counted without resource and key. */
const maxSeries = 8_192;
/** Further room for those coarse series. */
const maxCoarseSeries = 1_024;
/** A series without a request for this many collections gives its slot back. */
const idleCollections = 30;

/** The slot of requests that found no room at all. */
export const noSlot = -1;

type Slot = {
  key: SeriesKey;
  /** Where the slot is looked up, to take it out again. */
  owner: Map<string, number>;
  ownerKey: string;
  idle: number;
};

/** Counters and latency histograms of every series in flat arrays, so that counting a request allocates nothing. */
export class SeriesTable {
  private readonly slots: (Slot | null)[] = [];
  private readonly free: number[] = [];
  private readonly coarse = new Map<string, number>();
  private capacity = 0;
  private counts = new Uint32Array(0);
  private counts4xx = new Uint32Array(0);
  private counts5xx = new Uint32Array(0);
  private latencySums = new Float64Array(0);
  private integrationSums = new Float64Array(0);
  private latencies = new Uint32Array(0);
  private integrations = new Uint32Array(0);
  /** Requests that were counted in a coarser series than their own. */
  folded = 0;

  /**
   * Opens a series and enters its slot into `owner` under the series' key id.
   * @returns the slot, of a coarser series when there are too many, or `noSlot`
   */
  open(owner: Map<string, number>, key: SeriesKey): number {
    if (this.slots.length - this.free.length < maxSeries) return this.allocate(owner, key.keyId, key);
    this.folded += 1;
    const folded: SeriesKey = { ...key, resource: '', keyId: '' };
    const name = Object.values(folded).join(' ');
    const slot = this.coarse.get(name);
    if (slot !== undefined) return slot;
    if (this.coarse.size >= maxCoarseSeries) return noSlot;
    return this.allocate(this.coarse, name, folded);
  }

  /** Counts one request. Latencies in ms; null when the request did not reach its integration. */
  add(slot: number, status: number, latencyMs: number, integrationLatencyMs: number | null): void {
    if (slot === noSlot) return;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
    if (status >= 500) this.counts5xx[slot] = (this.counts5xx[slot] ?? 0) + 1;
    else if (status >= 400) this.counts4xx[slot] = (this.counts4xx[slot] ?? 0) + 1;
    this.latencySums[slot] = (this.latencySums[slot] ?? 0) + latencyMs;
    const at = slot * sketchBuckets + bucketOf(latencyMs);
    this.latencies[at] = (this.latencies[at] ?? 0) + 1;
    if (integrationLatencyMs === null) return;
    this.integrationSums[slot] = (this.integrationSums[slot] ?? 0) + integrationLatencyMs;
    const integrationAt = slot * sketchBuckets + bucketOf(integrationLatencyMs);
    this.integrations[integrationAt] = (this.integrations[integrationAt] ?? 0) + 1;
  }

  /** The points of all series that had requests, and starts them again at zero. */
  collect(minuteMs: number): SeriesPoint[] {
    const points: SeriesPoint[] = [];
    for (const [index, slot] of this.slots.entries()) {
      if (!slot) continue;
      const count = this.counts[index] ?? 0;
      if (count > 0) {
        points.push(this.point(index, slot.key, count, minuteMs));
        this.clear(index);
        slot.idle = 0;
      } else {
        slot.idle += 1;
        if (slot.idle >= idleCollections) this.release(index, slot);
      }
    }
    return points;
  }

  private point(index: number, key: SeriesKey, count: number, minuteMs: number): SeriesPoint {
    const [from, to] = [index * sketchBuckets, (index + 1) * sketchBuckets];
    return {
      ...key,
      minuteMs,
      count,
      count4xx: this.counts4xx[index] ?? 0,
      count5xx: this.counts5xx[index] ?? 0,
      cacheHits: 0,
      cacheMisses: 0,
      latency: sketchOf(this.latencies.subarray(from, to), this.latencySums[index] ?? 0),
      integrationLatency: sketchOf(this.integrations.subarray(from, to), this.integrationSums[index] ?? 0),
    };
  }

  private clear(index: number): void {
    this.counts[index] = 0;
    this.counts4xx[index] = 0;
    this.counts5xx[index] = 0;
    this.latencySums[index] = 0;
    this.integrationSums[index] = 0;
    this.latencies.fill(0, index * sketchBuckets, (index + 1) * sketchBuckets);
    this.integrations.fill(0, index * sketchBuckets, (index + 1) * sketchBuckets);
  }

  private allocate(owner: Map<string, number>, ownerKey: string, key: SeriesKey): number {
    const index = this.free.pop() ?? this.slots.length;
    if (index >= this.capacity) this.grow(Math.max(64, this.capacity * 2));
    this.slots[index] = { key, owner, ownerKey, idle: 0 };
    owner.set(ownerKey, index);
    return index;
  }

  private release(index: number, slot: Slot): void {
    if (slot.owner.get(slot.ownerKey) === index) slot.owner.delete(slot.ownerKey);
    this.slots[index] = null;
    this.free.push(index);
  }

  private grow(capacity: number): void {
    const copy = <A extends Uint32Array | Float64Array>(next: A, current: A): A => {
      next.set(current);
      return next;
    };
    this.counts = copy(new Uint32Array(capacity), this.counts);
    this.counts4xx = copy(new Uint32Array(capacity), this.counts4xx);
    this.counts5xx = copy(new Uint32Array(capacity), this.counts5xx);
    this.latencySums = copy(new Float64Array(capacity), this.latencySums);
    this.integrationSums = copy(new Float64Array(capacity), this.integrationSums);
    this.latencies = copy(new Uint32Array(capacity * sketchBuckets), this.latencies);
    this.integrations = copy(new Uint32Array(capacity * sketchBuckets), this.integrations);
    this.capacity = capacity;
  }
}
