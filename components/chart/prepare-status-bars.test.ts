import { expect, test } from 'vitest';
import { prepareStatusBars } from './prepare-status-bars.ts';

const MINUTE = 60_000;
const range = { fromMs: 0, toMs: 3 * MINUTE, stepMs: MINUTE };

test('what is neither 4xx nor 5xx has succeeded, and a bucket not measured is a gap', () => {
  const { rows, max, empty } = prepareStatusBars(range, [
    { atMs: 0, count: 10, count4xx: 2, count5xx: 1 },
    { atMs: 2 * MINUTE, count: 4, count4xx: 0, count5xx: 4 },
  ]);
  expect(rows.map((row) => row.values)).toEqual([
    { succeeded: 7, '4xx': 2, '5xx': 1 },
    { succeeded: null, '4xx': null, '5xx': null },
    { succeeded: 0, '4xx': 0, '5xx': 4 },
  ]);
  expect({ max, empty }).toEqual({ max: 10, empty: false });
});

test('no requests at all is empty', () => {
  expect(prepareStatusBars(range, []).empty).toBe(true);
  expect(prepareStatusBars(range, [{ atMs: 0, count: 0, count4xx: 0, count5xx: 0 }]).empty).toBe(true);
});
