import { expect, test } from 'vitest';
import { describeMs, quantile } from './timings.ts';

test('a quantile is a measured value that its share does not exceed', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 10, 19, 20]);
  expect(quantile([7], 0.95)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test('a description names the middle, the bar and the worst', () => {
  expect(describeMs([1, 2, 30])).toBe('p50 2.0 ms, p95 30 ms, most 30 ms');
});
