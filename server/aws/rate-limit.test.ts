import { expect, test } from 'vitest';
import { AwsError } from './aws-error.ts';
import { assertRate } from './rate-limit.ts';

/** How many of so many requests at one time are let through. */
function letThrough(accessKeyId: string, requests: number, nowMs: number): number {
  let passed = 0;
  for (let i = 0; i < requests; i += 1) {
    try {
      assertRate(accessKeyId, nowMs);
      passed += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(AwsError);
      expect(error).toMatchObject({ type: 'TooManyRequestsException', status: 429, retryAfterSeconds: 1 });
    }
  }
  return passed;
}

test('an access key may ask 400 times at once and 100 times a second, whatever another one does', () => {
  expect(letThrough('eager', 1_000, 0)).toBe(400);
  expect(letThrough('eager', 1_000, 500)).toBe(50);
  expect(letThrough('calm', 10, 500)).toBe(10);
  expect(letThrough('eager', 1_000, 1_500)).toBe(100);
  expect(letThrough('eager', 1_000, 60_000)).toBe(400);
});
