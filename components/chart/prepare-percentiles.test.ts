import { expect, test } from 'vitest';
import { preparePercentiles } from './prepare-percentiles.ts';

test('each percentile is a series, in ascending order', () => {
  const prepared = preparePercentiles({ fromMs: 0, toMs: 2000, stepMs: 1000 }, [
    { atMs: 0, p50: 10, p90: 40, p99: 90 },
    { atMs: 1000, p50: null, p90: null, p99: null },
  ]);
  expect(prepared.series.map((series) => series.key)).toEqual(['p50', 'p90', 'p99']);
  expect(prepared.rows.map((row) => row.values)).toEqual([
    { p50: 10, p90: 40, p99: 90 },
    { p50: null, p90: null, p99: null },
  ]);
  expect(prepared.max).toBe(90);
});
