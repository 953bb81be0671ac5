import type { MethodName } from '#core/telemetry/event.ts';
import type { PackedSeries } from '#core/telemetry/packed-series.ts';
import { Histograms } from './histograms.ts';
import { cacheHit, cacheMiss, status4xx, status5xx } from './request-log.ts';

/** Series that a node keeps in a minute; what comes beyond is counted without resource and key. */
const maxSeries = 8_192;
/** Further room for those coarse series. */
const maxCoarseSeries = 1_024;

/** The slot of requests that found no room at all. */
const noSlot = -1;

type TableMethod = {
  name: MethodName;
  /** By key. */
  slots: Map<number, number>;
  /** Where its requests go that find no slot of their own, once there are too many series. */
  coarse: number | null;
};

/** Counters and latency histograms of every series of one minute in flat arrays, so that counting allocates nothing. */
export class SeriesTable {
  private readonly methods: TableMethod[] = [];
  private readonly methodAt = new Map<string, number>();
  private readonly keyIds: string[] = [''];
  private readonly keyAt = new Map<string, number>([['', 0]]);
  /** Method and key of each slot. */
  private readonly methodOf: number[] = [];
  private readonly keyOf: number[] = [];
  private coarseCount = 0;
  private capacity = 0;
  private counts = new Uint32Array(0);
  private counts4xx = new Uint32Array(0);
  private counts5xx = new Uint32Array(0);
  private cacheHits = new Uint32Array(0);
  private cacheMisses = new Uint32Array(0);
  private readonly latencies = new Histograms();
  private readonly integrationLatencies = new Histograms();

  /** The index of a method. */
  method(name: MethodName): number {
    const { workspaceId, apiId, stageName, variant, httpMethod, resource } = name;
    const text = `${workspaceId}\n${apiId}\n${stageName}\n${variant}\n${httpMethod}\n${resource}`;
    let index = this.methodAt.get(text);
    if (index === undefined) {
      index = this.methods.push({ name, slots: new Map(), coarse: null }) - 1;
      this.methodAt.set(text, index);
    }
    return index;
  }

  /** The index of a key; 0 for the empty id. */
  key(keyId: string): number {
    let index = this.keyAt.get(keyId);
    if (index === undefined) {
      index = this.keyIds.push(keyId) - 1;
      this.keyAt.set(keyId, index);
    }
    return index;
  }

  /** The slot of a series by its method and key: of a coarser one when there are too many, or of none. */
  slot(method: number, key: number): number {
    return this.methods[method]?.slots.get(key) ?? this.open(method, key);
  }

  /**
   * Counts one request.
   * @param head its status class and what the cache did, as the log has them
   * @param integrationLatencyMs below 0 when it did not reach its integration
   */
  add(slot: number, head: number, latencyMs: number, integrationLatencyMs: number): void {
    if (slot === noSlot) return;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
    if (head & status5xx) this.counts5xx[slot] = (this.counts5xx[slot] ?? 0) + 1;
    if (head & status4xx) this.counts4xx[slot] = (this.counts4xx[slot] ?? 0) + 1;
    if (head & cacheHit) this.cacheHits[slot] = (this.cacheHits[slot] ?? 0) + 1;
    if (head & cacheMiss) this.cacheMisses[slot] = (this.cacheMisses[slot] ?? 0) + 1;
    this.latencies.add(slot, latencyMs);
    if (integrationLatencyMs >= 0) this.integrationLatencies.add(slot, integrationLatencyMs);
  }

  /** The points of all series that had requests, which start again at zero; null when there were none. */
  take(minuteMs: number): PackedSeries | null {
    const packed: PackedSeries = { minuteMs, methods: [], keyIds: [], count: 0, numbers: [] };
    // Only what has a point is named: index among those named, plus 1.
    const namedMethods = new Uint32Array(this.methods.length);
    const namedKeys = new Uint32Array(this.keyIds.length);
    for (let slot = 0; slot < this.methodOf.length; slot += 1) {
      const count = this.counts[slot] ?? 0;
      if (count === 0) continue;
      const [method, key] = [this.methodOf[slot] ?? 0, this.keyOf[slot] ?? 0];
      const name = this.methods[method]?.name;
      if (namedMethods[method] === 0 && name) namedMethods[method] = packed.methods.push(name);
      if (namedKeys[key] === 0 && key > 0) namedKeys[key] = packed.keyIds.push(this.keyIds[key] ?? '');
      packed.count += 1;
      packed.numbers.push(
        (namedMethods[method] ?? 1) - 1,
        namedKeys[key] ?? 0,
        count,
        this.counts4xx[slot] ?? 0,
        this.counts5xx[slot] ?? 0,
        this.cacheHits[slot] ?? 0,
        this.cacheMisses[slot] ?? 0,
      );
      this.latencies.take(slot, packed.numbers);
      this.integrationLatencies.take(slot, packed.numbers);
    }
    for (const counts of [this.counts, this.counts4xx, this.counts5xx, this.cacheHits, this.cacheMisses])
      counts.fill(0);
    return packed.count === 0 ? null : packed;
  }

  /** Closes all series; their points were taken. */
  reset(): void {
    this.methods.length = 0;
    this.methodAt.clear();
    this.keyIds.length = 1;
    this.keyAt.clear();
    this.keyAt.set('', 0);
    this.methodOf.length = 0;
    this.keyOf.length = 0;
    this.coarseCount = 0;
  }

  private open(method: number, key: number): number {
    const opened = this.methods[method];
    if (!opened) return noSlot;
    if (this.methodOf.length - this.coarseCount < maxSeries) {
      const slot = this.allocate(method, key);
      opened.slots.set(key, slot);
      return slot;
    }
    opened.coarse ??= this.openCoarse(opened.name);
    return opened.coarse;
  }

  private openCoarse(name: MethodName): number {
    const coarse = this.method({ ...name, resource: '' });
    const known = this.methods[coarse]?.slots.get(0);
    if (known !== undefined) return known;
    if (this.coarseCount >= maxCoarseSeries) return noSlot;
    this.coarseCount += 1;
    const slot = this.allocate(coarse, 0);
    this.methods[coarse]?.slots.set(0, slot);
    return slot;
  }

  private allocate(method: number, key: number): number {
    const slot = this.methodOf.push(method) - 1;
    this.keyOf.push(key);
    if (slot >= this.capacity) this.grow(Math.max(64, this.capacity * 2));
    return slot;
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
