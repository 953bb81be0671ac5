import { expect, test } from 'vitest';
import { isIdempotent, isRetryableStatus, retryAfterMs, retryDelayMs } from './retry.ts';

const now = Date.parse('2030-01-01T00:00:00Z');

test.each([
  [{ 'retry-after': '2' }, 2000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '-5' }, 0],
  [{ 'retry-after': 'Tue, 01 Jan 2030 00:00:03 GMT' }, 3000],
  [{ 'retry-after': 'Mon, 31 Dec 2029 00:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '150', 'retry-after': '9' }, 150],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('%j asks for a wait of %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), now)).toBe(expected);
});

test('waits grow up to a limit, and chance spreads them', () => {
  const limits = [0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, undefined, now, 1));
  expect(limits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  expect(retryDelayMs(3, undefined, now, 0)).toBe(0);
  expect(retryDelayMs(3, undefined, now, 0.25)).toBe(1000);
});

test('an API that asks for more than a minute is not waited for', () => {
  expect(retryDelayMs(0, new Headers({ 'retry-after': '60' }), now, 1)).toBe(60_000);
  expect(retryDelayMs(0, new Headers({ 'retry-after': '61' }), now, 1)).toBeUndefined();
});

test('methods and statuses', () => {
  expect(['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'].map(isIdempotent)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([200, 400, 403, 408, 409, 429, 500, 501, 503, 504].filter(isRetryableStatus)).toEqual([
    408, 429, 500, 503, 504,
  ]);
});
