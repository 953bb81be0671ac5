import { expect, test } from 'vitest';
import { exactTimeText, relativeTimeText } from './relative-time-text.ts';

const NOW = Date.UTC(2026, 2, 12, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [NOW, 'just now'],
  [NOW - 9_999, 'just now'],
  [NOW - 10_000, '10 s ago'],
  [NOW - 59_999, '59 s ago'],
  [NOW - MINUTE, '1 min ago'],
  [NOW - HOUR, '1 h ago'],
  [NOW - DAY + 1, '23 h ago'],
  [NOW - 6 * DAY, '6 d ago'],
  [NOW - 7 * DAY, '5 Mar'],
  [NOW - 365 * DAY, '12 Mar 2025'],
  [NOW + 5_000, 'just now'],
  [NOW + 20_000, 'in 20 s'],
  [NOW + 3 * HOUR, 'in 3 h'],
])('%i reads "%s"', (at, text) => {
  expect(relativeTimeText(at, NOW)).toBe(text);
});

test('the exact time is in UTC to the second', () => {
  expect(exactTimeText(Date.UTC(2026, 2, 12, 8, 5, 3, 999))).toBe('2026-03-12 08:05:03 UTC');
});
