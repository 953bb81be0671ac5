import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

function admit(buckets: TokenBuckets, index: number, rate: number, burst: number, nowMs: number): boolean {
  const admitted = buckets.has(index, rate, burst, nowMs);
  if (admitted) buckets.take(index);
  return admitted;
}

function admitted(buckets: TokenBuckets, index: number, count: number, nowMs: number): number {
  return Array.from({ length: count }, () => admit(buckets, index, 5, 10, nowMs)).filter(Boolean).length;
}

test('the burst passes at once, then the rate', () => {
  const buckets = new TokenBuckets();
  const index = buckets.allocate();
  expect(admitted(buckets, index, 50, 1_000)).toBe(10);
  expect(admitted(buckets, index, 50, 1_100)).toBe(0);
  expect(admitted(buckets, index, 50, 2_000)).toBe(5);
  expect(admitted(buckets, index, 50, 60_000)).toBe(10);
});

test('buckets do not touch each other, and a released one starts full', () => {
  const buckets = new TokenBuckets();
  const [a, b] = [buckets.allocate(), buckets.allocate()];
  expect(admitted(buckets, a, 50, 1_000)).toBe(10);
  expect(admitted(buckets, b, 50, 1_000)).toBe(10);
  buckets.release(a);
  expect(buckets.allocate()).toBe(a);
  expect(admitted(buckets, a, 50, 1_000)).toBe(10);
});

test('more than the first thousand buckets keep their contents', () => {
  const buckets = new TokenBuckets();
  const first = buckets.allocate();
  expect(admitted(buckets, first, 50, 1_000)).toBe(10);
  for (let i = 0; i < 3_000; i += 1) buckets.allocate();
  expect(admitted(buckets, first, 50, 1_000)).toBe(0);
});

test('a lower burst applies at once and a rate of 0 admits nothing more', () => {
  const buckets = new TokenBuckets();
  const index = buckets.allocate();
  expect(buckets.has(index, 5, 10, 1_000)).toBe(true);
  expect(buckets.has(index, 5, 0, 1_000)).toBe(false);
  expect(buckets.has(index, 0, 10, 9_000_000)).toBe(false);
});

test('no schedule of requests gets more than burst + rate * t', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), gaps, (rate, burst, waits) => {
      const buckets = new TokenBuckets();
      const index = buckets.allocate();
      let nowMs = 5_000;
      let passed = 0;
      for (const wait of waits) {
        nowMs += wait;
        if (admit(buckets, index, rate, burst, nowMs)) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(burst + ((nowMs - 5_000) * rate) / 1000 + 1e-6);
    }),
  );
});
