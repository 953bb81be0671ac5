import { expect, test } from 'vitest';
import { slopePerMinute } from './slope.ts';

test('a slope is per minute, whatever the points begin with', () => {
  expect(slopePerMinute([0, 1, 2, 3].map((at) => [at * 30_000, 100 + at]))).toBeCloseTo(2);
  expect(
    slopePerMinute([
      [0, 5],
      [60_000, 5],
    ]),
  ).toBe(0);
});
