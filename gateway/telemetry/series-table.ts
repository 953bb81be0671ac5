import type { SeriesKey, SeriesPoint } from '#core/telemetry/event.ts';
import { Histograms } from './histograms.ts';

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
  private cacheHits = new Uint32Array(0);
  private cacheMisses = new Uint32Array(0);
  private readonly latencies = new Histograms();
  private readonly integrationLatencies = new Histograms();
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
    this.latencies.add(slot, latencyMs);
    if (integrationLatencyMs !== null) this.integrationLatencies.add(slot, integrationLatencyMs);
  }

  addCache(slot: number, outcome: 'hit' | 'miss'): void {
    if (slot === noSlot) return;
    const counts = outcome === 'hit' ? this.cacheHits : this.cacheMisses;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }

  /** The points of all series that had requests, and starts them again at zero. */
  collect(minuteMs: number): SeriesPoint[] {
    const points: SeriesPoint[] = [];
    for (const [index, slot] of this.slots.entries()) {
      if (!slot) continue;
      const count = this.counts[index] ?? 0;
      if (count > 0) {
        points.push(this.point(index, slot.key, count, minuteMs));
        slot.idle = 0;
      } else {
        slot.idle += 1;
        if (slot.idle >= idleCollections) this.release(index, slot);
      }
    }
    return points;
  }

  private point(index: number, key: SeriesKey, count: number, minuteMs: number): SeriesPoint {
    const point: SeriesPoint = {
      ...key,
      minuteMs,
      count,
      count4xx: this.counts4xx[index] ?? 0,
      count5xx: this.counts5xx[index] ?? 0,
      cacheHits: this.cacheHits[index] ?? 0,
      cacheMisses: this.cacheMisses[index] ?? 0,
      latency: this.latencies.take(index),
      integrationLatency: this.integrationLatencies.take(index),
    };
    this.counts[index] = 0;
    this.counts4xx[index] = 0;
    this.counts5xx[index] = 0;
    this.cacheHits[index] = 0;
    this.cacheMisses[index] = 0;
    return point;
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
    const grown = (counts: Uint32Array<ArrayBuffer>) => {
      const larger = new Uint32Array(capacity);
      larger.set(counts);
      return larger;
    };
    this.counts = grown(this.counts);
    this.counts4xx = grown(this.counts4xx);
    this.counts5xx = grown(this.counts5xx);
    this.cacheHits = grown(this.cacheHits);
    this.cacheMisses = grown(this.cacheMisses);
    this.latencies.grow(capacity);
    this.integrationLatencies.grow(capacity);
    this.capacity = capacity;
  }
}
