import { expect, test } from 'vitest';
import { expiryOf, expiryOptions } from './expiry.ts';

test('never is no moment, days are counted from now', () => {
  const now = Date.UTC(2026, 0, 1);
  const moments = expiryOptions.map(({ value }) => expiryOf(value, now)?.toISOString().slice(0, 10) ?? null);
  expect(moments).toEqual([null, '2026-01-31', '2026-04-01', '2027-01-01']);
});
