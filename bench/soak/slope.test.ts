import { expect, test } from 'vitest';
import { highestOfWindow, slopePerMinute } from './slope.ts';

test('a slope is per minute, whatever the points begin with', () => {
  expect(slopePerMinute([0, 1, 2, 3].map((at) => [at * 30_000, 100 + at]))).toBeCloseTo(2);
  expect(
    slopePerMinute([
      [0, 5],
      [60_000, 5],
    ]),
  ).toBe(0);
});

/** Rises by `height` for 100 s and falls at once, as memory does between two collections, and by `leak` a minute. */
const sawtooth = (leak: number, height: number) =>
  Array.from({ length: 120 }, (_, i) => [i * 5_000, 300 + ((i % 20) / 20) * height + (leak * i) / 12] as const);

test('the peaks of a sawtooth have no slope of their own, and show what leaks', () => {
  expect(slopePerMinute(highestOfWindow(sawtooth(0, 80), 150_000))).toBeCloseTo(0);
  expect(slopePerMinute(highestOfWindow(sawtooth(2, 80), 150_000))).toBeCloseTo(2, 0);
});

test('a window that is not whole yet has no peak', () => {
  expect(highestOfWindow(sawtooth(0, 80), 150_000)).toHaveLength(90);
});
