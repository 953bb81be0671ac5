import type { ChartRow, DrawnSeries, SeriesColour, TimeRange } from './chart-types.ts';
import { bucketOf, bucketStarts } from './time-buckets.ts';

export interface TimePoint {
  atMs: number;
  value: number | null;
}

export interface ChartSeries {
  key: string;
  label: string;
  points: readonly TimePoint[];
  /** Given where the colour has a meaning (canary, a status class); else the palette's next. */
  colour?: SeriesColour;
  dashed?: boolean;
}

export interface PreparedTimeSeries {
  rows: ChartRow[];
  series: DrawnSeries[];
  /** The greatest value of all; 0 when there is none. */
  max: number;
  /** How many series are not drawn and not in "others". */
  leftOut: number;
  empty: boolean;
}

export interface TimeSeriesOptions {
  /** What happens to the series after the fifth: counts are added up, other values cannot be and are left out. */
  others: 'sum' | 'leave-out';
}

const MOST_SERIES = 5;
const OTHERS_KEY = 'others';
const PALETTE: readonly SeriesColour[] = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5'];

function totalOf(series: ChartSeries): number {
  return series.points.reduce((total, point) => total + (point.value ?? 0), 0);
}

/** The five greatest by total when there are more; the given order is kept among those that stay. */
function split(all: readonly ChartSeries[]): { shown: ChartSeries[]; rest: ChartSeries[] } {
  if (all.length <= MOST_SERIES) return { shown: [...all], rest: [] };
  const greatest = new Set([...all].sort((a, b) => totalOf(b) - totalOf(a)).slice(0, MOST_SERIES));
  return { shown: all.filter((one) => greatest.has(one)), rest: all.filter((one) => !greatest.has(one)) };
}

function valuesByBucket(series: ChartSeries, stepMs: number): Map<number, number | null> {
  return new Map(series.points.map((point) => [bucketOf(point.atMs, stepMs), point.value]));
}

function sumOf(columns: readonly Map<number, number | null>[], atMs: number): number | null {
  const values = columns.map((column) => column.get(atMs) ?? null).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

/**
 * Lays series over the buckets of a range: a bucket without a point is a gap (null), never a zero; at most five
 * series are drawn, the rest becomes "others" or is left out.
 */
export function prepareTimeSeries(
  range: TimeRange,
  all: readonly ChartSeries[],
  options: TimeSeriesOptions,
): PreparedTimeSeries {
  const { shown, rest } = split(all);
  const columns = shown.map((series) => valuesByBucket(series, range.stepMs));
  const restColumns = rest.map((series) => valuesByBucket(series, range.stepMs));
  const withOthers = rest.length > 0 && options.others === 'sum';
  let max = 0;
  let empty = true;

  const rows = bucketStarts(range).map((atMs): ChartRow => {
    const values: Record<string, number | null> = {};
    shown.forEach((series, index) => (values[series.key] = columns[index]?.get(atMs) ?? null));
    if (withOthers) values[OTHERS_KEY] = sumOf(restColumns, atMs);
    for (const value of Object.values(values)) {
      if (value === null) continue;
      empty = false;
      max = Math.max(max, value);
    }
    return { atMs, values };
  });

  const series = shown.map((one, index): DrawnSeries => ({
    key: one.key,
    label: one.label,
    colour: one.colour ?? PALETTE[index] ?? 'series-others',
    dashed: one.dashed ?? false,
  }));
  if (withOthers) {
    series.push({ key: OTHERS_KEY, label: `${rest.length} others`, colour: 'series-others', dashed: false });
  }
  return { rows, series, max, leftOut: withOthers ? 0 : rest.length, empty };
}

/** The rows whose value stands alone between gaps: a line cannot show them, a dot must. */
export function isolatedRows(rows: readonly ChartRow[], key: string): Set<number> {
  const has = (row: ChartRow | undefined) => row !== undefined && row.values[key] !== null;
  return new Set(
    rows.filter((row, index) => has(row) && !has(rows[index - 1]) && !has(rows[index + 1])).map((row) => row.atMs),
  );
}
