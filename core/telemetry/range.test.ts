import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverRange, stepRange } from './range.ts';
import { resolutionMs } from './rollup.ts';

const { MINUTE: minute, HOUR: hour, DAY: day } = resolutionMs;
const now = Date.UTC(2026, 4, 20, 12, 34, 56);
const retention = { MINUTE: 7 * day, HOUR: 90 * day, DAY: 730 * day };

test.each([
  [hour, minute, 'MINUTE'],
  [day, 5 * minute, 'MINUTE'],
  [7 * day, hour, 'HOUR'],
  [30 * day, 6 * hour, 'HOUR'],
  [365 * day, day, 'DAY'],
])('a span of %i ms has steps of %i ms', (length, stepMs, resolution) => {
  const range = stepRange(now - length, now, now, retention);
  expect(range).toMatchObject({ stepMs, resolution });
  expect((range.toMs - range.fromMs) / stepMs).toBeLessThanOrEqual(367);
  expect(range.fromMs).toBeLessThanOrEqual(now - length);
  expect(range.toMs).toBeGreaterThanOrEqual(now);
});

test('a short span of long ago is read from what is still kept', () => {
  const tenDaysAgo = now - 10 * day;
  expect(stepRange(tenDaysAgo, tenDaysAgo + hour, now, retention)).toMatchObject({ resolution: 'HOUR', stepMs: hour });
  const lastYear = now - 365 * day;
  expect(stepRange(lastYear, lastYear + hour, now, retention)).toMatchObject({ resolution: 'DAY', stepMs: day });
});

test('thirty days are thirty days, not minutes', () => {
  const to = Math.floor(now / minute) * minute;
  const pieces = coverRange(to - 30 * day, to, 'MINUTE');
  expect(pieces.map((piece) => piece.resolution)).toEqual(['MINUTE', 'HOUR', 'DAY', 'HOUR', 'MINUTE']);
  const rows = pieces.reduce((sum, piece) => sum + (piece.toMs - piece.fromMs) / resolutionMs[piece.resolution], 0);
  expect(rows).toBeLessThanOrEqual(29 + 2 * 23 + 2 * 59);
});

test('the pieces follow each other without gap or overlap, each on its own boundaries', () => {
  const span = fc.record({
    from: fc.integer({ min: 0, max: 100_000 }),
    length: fc.integer({ min: 0, max: 200_000 }),
    finest: fc.constantFrom('MINUTE' as const, 'HOUR' as const, 'DAY' as const),
  });
  fc.assert(
    fc.property(span, ({ from, length, finest }) => {
      const unit = resolutionMs[finest];
      const [fromMs, toMs] = [from * unit, (from + length) * unit];
      let at = fromMs;
      for (const piece of coverRange(fromMs, toMs, finest)) {
        expect(piece.fromMs).toBe(at);
        expect(piece.toMs).toBeGreaterThan(piece.fromMs);
        expect(piece.fromMs % resolutionMs[piece.resolution]).toBe(0);
        expect(piece.toMs % resolutionMs[piece.resolution]).toBe(0);
        at = piece.toMs;
      }
      expect(at).toBe(Math.max(fromMs, toMs));
    }),
  );
});
