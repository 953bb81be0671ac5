import type { TimeRange } from './chart-types.ts';

/** The starts of the buckets of a range, in ms; the first one begins at or before `fromMs`. */
export function bucketStarts({ fromMs, toMs, stepMs }: TimeRange): number[] {
  if (!(stepMs > 0)) throw new RangeError(`A time range needs a step above 0 ms, not ${stepMs}.`);
  const first = bucketOf(fromMs, stepMs);
  const count = Math.max(0, Math.ceil((toMs - first) / stepMs));
  return Array.from({ length: count }, (_, index) => first + index * stepMs);
}

/** The start of the bucket that holds a moment. */
export function bucketOf(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs;
}
