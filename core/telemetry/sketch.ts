import { z } from 'zod';

/**
 * A mergeable latency sketch with a bounded relative error, after DDSketch (Masson, Rim, Lee, VLDB 2019): a histogram
 * whose bucket i holds values in (gamma^(i-1), gamma^i]. Values in ms; below `minMs` they share bucket 0, above
 * `maxMs` the last one.
 */
export const sketchRelativeError = 0.02;
const gamma = (1 + sketchRelativeError) / (1 - sketchRelativeError);
const logGamma = Math.log(gamma);
const minMs = 0.05;
const maxMs = 120_000;
const offset = Math.floor(Math.log(minMs) / logGamma);

export const sketchBuckets = Math.ceil(Math.log(maxMs) / logGamma) - offset + 1;

/** Sum of the values in ms, and bucket index and count in turn for each bucket that is not empty, ascending. */
export const sketchSchema = z.object({
  sum: z.number().nonnegative(),
  buckets: z.array(z.number().int().nonnegative()).max(sketchBuckets * 2),
});
export type Sketch = z.infer<typeof sketchSchema>;

export const emptySketch: Sketch = { sum: 0, buckets: [] };

/** The bucket of a value in ms: an index below `sketchBuckets`. */
export function bucketOf(valueMs: number): number {
  if (valueMs <= minMs) return 0;
  return Math.min(sketchBuckets - 1, Math.ceil(Math.log(valueMs) / logGamma) - offset);
}

/** The value in ms that stands for a bucket: within `sketchRelativeError` of every value in it. */
export function bucketValue(bucket: number): number {
  return (2 * gamma ** (bucket + offset)) / (gamma + 1);
}

/** The sketch of dense counts, one per bucket. */
export function sketchOf(counts: ArrayLike<number>, sum: number): Sketch {
  const buckets: number[] = [];
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i] ?? 0;
    if (count > 0) buckets.push(i, count);
  }
  return { sum, buckets };
}

/** The sketch of the union of two samples. */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
  if (a.buckets.length === 0) return b;
  if (b.buckets.length === 0) return a;
  const counts = new Array<number>(sketchBuckets).fill(0);
  for (const sketch of [a, b]) {
    for (let i = 0; i < sketch.buckets.length; i += 2) {
      const bucket = sketch.buckets[i] ?? 0;
      if (bucket < sketchBuckets) counts[bucket] = (counts[bucket] ?? 0) + (sketch.buckets[i + 1] ?? 0);
    }
  }
  return sketchOf(counts, a.sum + b.sum);
}

/** How many values the sketch holds. */
export function sketchCount(sketch: Sketch): number {
  let count = 0;
  for (let i = 1; i < sketch.buckets.length; i += 2) count += sketch.buckets[i] ?? 0;
  return count;
}

/** The q-quantile in ms for q in [0, 1], or null for an empty sketch. */
export function quantile(sketch: Sketch, q: number): number | null {
  const count = sketchCount(sketch);
  if (count === 0) return null;
  const rank = q * (count - 1);
  let seen = 0;
  for (let i = 0; i < sketch.buckets.length; i += 2) {
    seen += sketch.buckets[i + 1] ?? 0;
    if (seen > rank) return bucketValue(sketch.buckets[i] ?? 0);
  }
  return bucketValue(sketch.buckets[sketch.buckets.length - 2] ?? 0);
}

/** The mean in ms, or null for an empty sketch. */
export function mean(sketch: Sketch): number | null {
  const count = sketchCount(sketch);
  return count === 0 ? null : sketch.sum / count;
}
