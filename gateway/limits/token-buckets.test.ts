import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSharedLimits, LimitMemory } from './limit-memory.ts';
import { TokenBuckets } from './token-buckets.ts';

const shared = createSharedLimits();
const buckets = new TokenBuckets(new LimitMemory(shared));
let last = 0;

/** A bucket that nothing was taken from. */
function fresh(): number {
  last += 1;
  return buckets.bucket(`bucket ${last}`);
}

function admitted(bucket: number, count: number, nowMs: number, [rateLimit, burstLimit] = [5, 10]): number {
  const throttle = { rateLimit, burstLimit };
  return Array.from({ length: count }, () => buckets.take(bucket, throttle, nowMs)).filter(Boolean).length;
}

test('the burst passes at once, then the rate', () => {
  const bucket = fresh();
  expect(admitted(bucket, 50, 1_000)).toBe(10);
  expect(admitted(bucket, 50, 1_100)).toBe(0);
  expect(admitted(bucket, 50, 2_001)).toBe(5);
  expect(admitted(bucket, 50, 60_000)).toBe(10);
});

test('moments before the memory was made count as long as those after', () => {
  const beforeMs = performance.now();
  const startedAtHrMs = Number(process.hrtime.bigint()) / 1e6 - beforeMs + 1_500.5;
  const early = new TokenBuckets(new LimitMemory({ ...createSharedLimits(), startedAtHrMs }));
  const bucket = early.bucket('early');
  const passed = (nowMs: number) =>
    Array.from({ length: 20 }, () => early.take(bucket, { rateLimit: 5, burstLimit: 10 }, nowMs)).filter(Boolean)
      .length;
  expect([passed(1_000), passed(2_001), passed(3_001)]).toEqual([10, 5, 5]);
});

test('buckets of other names are other buckets, and a name has one in every thread', () => {
  const [one, other] = [fresh(), fresh()];
  expect(admitted(one, 50, 1_000)).toBe(10);
  expect(admitted(other, 50, 1_000)).toBe(10);
  const sibling = new TokenBuckets(new LimitMemory(shared));
  expect(sibling.bucket(`bucket ${last}`)).toBe(other);
  expect(sibling.take(other, { rateLimit: 5, burstLimit: 10 }, 1_000)).toBe(false);
});

test('ten thousand names have ten thousand buckets', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `many ${index}`);
  expect(new Set(names.map((name) => buckets.bucket(name))).size).toBe(10_000);
  expect(names.every((name) => buckets.take(buckets.bucket(name), { rateLimit: 1, burstLimit: 1 }, 0))).toBe(true);
});

test('a lower burst applies at once, what is left survives a new rate, and a token can be given back', () => {
  const bucket = fresh();
  expect(admitted(bucket, 2, 1_000)).toBe(2);
  expect(admitted(bucket, 50, 1_000, [5, 3])).toBe(3);
  buckets.giveBack(bucket);
  expect(admitted(bucket, 50, 1_000, [5, 10])).toBe(1);
  expect(admitted(bucket, 50, 1_201, [10, 10])).toBe(2);
});

test('a bucket larger than can be counted is never empty for that', () => {
  const bucket = fresh();
  for (const nowMs of [1_000, 2_000, 60_000, 3_600_000]) {
    expect(admitted(bucket, 50, nowMs, [1_000_000, 5_000_000])).toBe(50);
  }
});

test('fractions of a rate are not lost', () => {
  const bucket = fresh();
  admitted(bucket, 50, 0, [1.7, 10]);
  const throttle = { rateLimit: 1.7, burstLimit: 10 };
  let passed = 0;
  for (let nowMs = 0; nowMs <= 1_000_000; nowMs += 7) if (buckets.take(bucket, throttle, nowMs)) passed += 1;
  expect(passed).toBeGreaterThan(1_700 * 0.998);
  expect(passed).toBeLessThanOrEqual(1_700);
});

test('a bucket that was not asked for longer than its clock counts is full', () => {
  const bucket = fresh();
  expect(admitted(bucket, 50, 1_000)).toBe(10);
  expect(admitted(bucket, 50, 1_000 + 2 ** 31 + 86_400_000)).toBe(10);
});

test('no schedule of requests gets more than burst + rate * t', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      gaps,
      (rateLimit, burstLimit, waits) => {
        const bucket = fresh();
        let nowMs = 5_000;
        let passed = 0;
        for (const wait of waits) {
          nowMs += wait / 3;
          if (buckets.take(bucket, { rateLimit, burstLimit }, nowMs)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burstLimit + ((nowMs - 5_000) * rateLimit) / 1000 + 1e-6);
      },
    ),
  );
});
