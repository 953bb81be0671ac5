import type { ChartRow, DrawnSeries, TimeRange } from './chart-types.ts';
import { bucketOf, bucketStarts } from './time-buckets.ts';

/** What was answered in one bucket: all requests, and those of them with a status of 4xx and 5xx. */
export interface StatusBucket {
  atMs: number;
  count: number;
  count4xx: number;
  count5xx: number;
}

export interface PreparedStatusBars {
  rows: ChartRow[];
  series: DrawnSeries[];
  /** The greatest number of requests in one bucket. */
  max: number;
  empty: boolean;
}

const SERIES: DrawnSeries[] = [
  { key: 'succeeded', label: '2xx, 3xx', colour: 'fill-2xx', dashed: false },
  { key: '4xx', label: '4xx', colour: 'fill-4xx', dashed: false },
  { key: '5xx', label: '5xx', colour: 'fill-5xx', dashed: false },
];

/** Requests per bucket, stacked by status class. A bucket that was not measured is a gap. */
export function prepareStatusBars(range: TimeRange, buckets: readonly StatusBucket[]): PreparedStatusBars {
  const byStart = new Map(buckets.map((bucket) => [bucketOf(bucket.atMs, range.stepMs), bucket]));
  const rows = bucketStarts(range).map((atMs): ChartRow => {
    const bucket = byStart.get(atMs);
    if (!bucket) return { atMs, values: { succeeded: null, '4xx': null, '5xx': null } };
    const succeeded = Math.max(0, bucket.count - bucket.count4xx - bucket.count5xx);
    return { atMs, values: { succeeded, '4xx': bucket.count4xx, '5xx': bucket.count5xx } };
  });
  const totals = rows.map((row) => Object.values(row.values).reduce<number>((total, value) => total + (value ?? 0), 0));
  const max = totals.reduce((greatest, total) => Math.max(greatest, total), 0);
  return { rows, series: SERIES, max, empty: max === 0 };
}
