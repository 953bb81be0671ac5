import { packedSum } from '#core/telemetry/packed-series.ts';
import { bucketOf, sketchBuckets } from '#core/telemetry/sketch.ts';

/** Latency histograms, one per slot, in flat arrays: adding a value allocates nothing. Values in ms. */
export class Histograms {
  private counts = new Uint32Array(0);
  private sums = new Float64Array(0);
  /** The range of buckets in use, so that taking a histogram looks at no others. */
  private lows = new Uint16Array(0);
  private highs = new Uint16Array(0);

  /** Makes room for `slots` slots; what is there stays. */
  grow(slots: number): void {
    const [counts, sums] = [new Uint32Array(slots * sketchBuckets), new Float64Array(slots)];
    const [lows, highs] = [new Uint16Array(slots).fill(sketchBuckets), new Uint16Array(slots)];
    counts.set(this.counts);
    sums.set(this.sums);
    lows.set(this.lows);
    highs.set(this.highs);
    [this.counts, this.sums, this.lows, this.highs] = [counts, sums, lows, highs];
  }

  add(slot: number, valueMs: number): void {
    const bucket = bucketOf(valueMs);
    const at = slot * sketchBuckets + bucket;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sums[slot] = (this.sums[slot] ?? 0) + valueMs;
    if (bucket < (this.lows[slot] ?? 0)) this.lows[slot] = bucket;
    if (bucket > (this.highs[slot] ?? 0)) this.highs[slot] = bucket;
  }

  /** Appends the slot's sketch as it is packed to `numbers`; the slot starts again empty. */
  take(slot: number, numbers: number[]): void {
    const start = slot * sketchBuckets;
    const end = start + (this.highs[slot] ?? 0);
    const usedAt = numbers.push(packedSum(this.sums[slot] ?? 0), 0) - 1;
    let used = 0;
    for (let at = start + (this.lows[slot] ?? 0); at <= end; at += 1) {
      const count = this.counts[at] ?? 0;
      if (count === 0) continue;
      numbers.push(at - start, count);
      this.counts[at] = 0;
      used += 1;
    }
    numbers[usedAt] = used;
    this.sums[slot] = 0;
    this.lows[slot] = sketchBuckets;
    this.highs[slot] = 0;
  }
}
