import { expect, test } from 'vitest';
import { isolatedRows, prepareTimeSeries, type ChartSeries } from './prepare-time-series.ts';
import { bucketStarts } from './time-buckets.ts';

const MINUTE = 60_000;
const range = { fromMs: 0, toMs: 4 * MINUTE, stepMs: MINUTE };

function series(key: string, values: (number | null)[]): ChartSeries {
  return { key, label: key, points: values.map((value, index) => ({ atMs: index * MINUTE, value })) };
}

test('a bucket without a point is a gap, and a zero stays a zero', () => {
  const points = [
    { atMs: 0, value: 0 },
    { atMs: 2 * MINUTE + 500, value: 7 },
  ];
  const { rows, empty, max } = prepareTimeSeries(range, [{ key: 'a', label: 'a', points }], { others: 'sum' });
  expect(rows.map((row) => row.values.a)).toEqual([0, null, 7, null]);
  expect({ empty, max }).toEqual({ empty: false, max: 7 });
});

test('the sixth series and those after it become others, whose gaps stay gaps', () => {
  const all = [1, 2, 3, 4, 5, 6, 7].map((size) => series(`s${size}`, [size, null, size, size]));
  const prepared = prepareTimeSeries(range, all, { others: 'sum' });
  expect(prepared.series.map((one) => one.key)).toEqual(['s3', 's4', 's5', 's6', 's7', 'others']);
  expect(prepared.series.at(-1)).toMatchObject({ label: '2 others', colour: 'series-others' });
  expect(prepared.rows.map((row) => row.values.others)).toEqual([3, null, 3, 3]);
  expect(prepared.leftOut).toBe(0);
});

test('values that cannot be added up are left out, and counted', () => {
  const all = [1, 2, 3, 4, 5, 6].map((size) => series(`s${size}`, [size]));
  const prepared = prepareTimeSeries(range, all, { others: 'leave-out' });
  expect(prepared.series).toHaveLength(5);
  expect(prepared.leftOut).toBe(1);
});

test('five series keep their order and take the palette, unless a colour has a meaning', () => {
  const all = [series('small', [1]), { ...series('canary', [9]), colour: 'canary' as const, dashed: true }];
  const prepared = prepareTimeSeries(range, all, { others: 'sum' });
  expect(prepared.series).toEqual([
    { key: 'small', label: 'small', colour: 'series-1', dashed: false },
    { key: 'canary', label: 'canary', colour: 'canary', dashed: true },
  ]);
});

test('nothing measured is empty', () => {
  expect(prepareTimeSeries(range, [series('a', [null, null])], { others: 'sum' }).empty).toBe(true);
  expect(prepareTimeSeries(range, [], { others: 'sum' }).empty).toBe(true);
});

test('points outside of the range are not drawn', () => {
  const points = [
    { atMs: -MINUTE, value: 3 },
    { atMs: 9 * MINUTE, value: 3 },
  ];
  expect(prepareTimeSeries(range, [{ key: 'a', label: 'a', points }], { others: 'sum' }).empty).toBe(true);
});

test('a value between two gaps is isolated, also at the ends', () => {
  const { rows } = prepareTimeSeries(range, [series('a', [5, null, 6, 7])], { others: 'sum' });
  expect([...isolatedRows(rows, 'a')]).toEqual([0]);
});

test('buckets start at a multiple of the step and a step of nothing is refused', () => {
  expect(bucketStarts({ fromMs: 90_000, toMs: 180_000, stepMs: MINUTE })).toEqual([60_000, 120_000]);
  expect(() => bucketStarts({ fromMs: 0, toMs: 1, stepMs: 0 })).toThrow(RangeError);
});
