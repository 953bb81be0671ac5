import { expect, test } from 'vitest';
import { growAfterS, ScalePolicy, shrinkAfterS } from './scale-policy.ts';

/** The decisions over some seconds of the same load on each worker. */
function decisions(policy: ScalePolicy, seconds: number, utilizations: number[]): number[] {
  return Array.from({ length: seconds }, () => policy.decide(utilizations));
}

test('a load that lasts starts a worker, up to the maximum', () => {
  const policy = new ScalePolicy({ min: 1, max: 2 });
  expect(decisions(policy, growAfterS, [0.9])).toEqual([0, 0, 1]);
  expect(decisions(policy, 20, [0.9, 0.9]).some((step) => step !== 0)).toBe(false);
});

test('a peak of a second starts nothing', () => {
  const policy = new ScalePolicy({ min: 1, max: 2 });
  for (let i = 0; i < 20; i += 1) expect(decisions(policy, 2, i % 2 === 0 ? [0.9] : [0.2])).toEqual([0, 0]);
});

test('a worker is drained when the others could well carry the load, and never below the minimum', () => {
  const policy = new ScalePolicy({ min: 1, max: 4 });
  expect(decisions(policy, shrinkAfterS, [0.1, 0.1, 0.1]).at(-1)).toBe(-1);
  expect(decisions(policy, shrinkAfterS, [0.1, 0.1]).at(-1)).toBe(-1);
  expect(decisions(policy, 100, [0.1]).some((step) => step !== 0)).toBe(false);
});

test('between the thresholds nothing happens', () => {
  const policy = new ScalePolicy({ min: 1, max: 4 });
  expect(decisions(policy, 200, [0.5, 0.5]).some((step) => step !== 0)).toBe(false);
});
