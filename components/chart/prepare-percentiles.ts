import type { TimeRange } from './chart-types.ts';
import { prepareTimeSeries, type PreparedTimeSeries } from './prepare-time-series.ts';

/** Latencies of one bucket in ms; null where no request was measured. */
export interface PercentilePoint {
  atMs: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

const PERCENTILES = [
  { key: 'p50', colour: 'series-1' },
  { key: 'p90', colour: 'series-2' },
  { key: 'p99', colour: 'series-3' },
] as const;

/** The three percentiles as series, always in the same order and colours. */
export function preparePercentiles(range: TimeRange, points: readonly PercentilePoint[]): PreparedTimeSeries {
  return prepareTimeSeries(
    range,
    PERCENTILES.map(({ key, colour }) => ({
      key,
      label: key,
      colour,
      points: points.map((point) => ({ atMs: point.atMs, value: point[key] })),
    })),
    { others: 'leave-out' },
  );
}
