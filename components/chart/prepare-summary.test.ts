import { expect, test } from 'vitest';
import { summaryOf } from './prepare-summary.ts';

test('each series is told with its least, greatest and last value', () => {
  const rows = [
    { atMs: 0, values: { p50: 12, p99: null } },
    { atMs: 1, values: { p50: 8, p99: null } },
  ];
  const series = [
    { key: 'p50', label: 'p50', colour: 'series-1' as const, dashed: false },
    { key: 'p99', label: 'p99', colour: 'series-3' as const, dashed: false },
  ];
  expect(summaryOf(rows, series, 'ms')).toBe('p50: from 8 ms to 12 ms, last 8 ms. p99: no data.');
});
