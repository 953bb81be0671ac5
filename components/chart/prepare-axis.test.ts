import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeTicks, valueTicks } from './prepare-axis.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 2, 12);

test('an hour is cut into ten-minute ticks, a day into hours with the day at midnight', () => {
  const hour = timeTicks({ fromMs: MIDNIGHT + 8 * HOUR, toMs: MIDNIGHT + 9 * HOUR }, 6);
  expect(hour.map((tick) => tick.label)).toEqual(['08:00', '08:10', '08:20', '08:30', '08:40', '08:50']);
  const day = timeTicks({ fromMs: MIDNIGHT - 12 * HOUR, toMs: MIDNIGHT + 12 * HOUR }, 4);
  expect(day.map((tick) => tick.label)).toEqual(['12:00', '18:00', '12 Mar', '06:00']);
});

test('a month shows days', () => {
  const month = timeTicks({ fromMs: MIDNIGHT, toMs: MIDNIGHT + 30 * DAY }, 6);
  expect(month.every((tick) => /^\d+ [A-Z][a-z]{2}$/.test(tick.label))).toBe(true);
});

test('a span of nothing has no ticks', () => {
  expect(timeTicks({ fromMs: 5, toMs: 5 }, 6)).toEqual([]);
});

test.each([
  [0, [0, 1]],
  [1, [0, 0.5, 1]],
  [3, [0, 1, 2, 3]],
  [95, [0, 50, 100]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [1240, [0, 500, 1000, 1500]],
])('values up to %d', (max, ticks) => {
  expect(valueTicks(max)).toEqual(ticks);
});

test('the ticks cover every maximum with few steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (max) => {
      const ticks = valueTicks(max);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});
