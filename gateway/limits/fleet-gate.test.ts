import { expect, onTestFinished, test, vi } from 'vitest';
import { FleetGate } from './fleet-gate.ts';
import type { LeaseOutcome } from './lease.ts';
import { LeasedTokens } from './leased-tokens.ts';
import { LimitMemory } from './limit-memory.ts';

/** A gate whose leases come from a list; `needs` holds for how many requests each was asked for. */
function gateOf(outcomes: LeaseOutcome[]) {
  const memory = new LimitMemory();
  const needs: number[] = [];
  let left = 0;
  const gate = new FleetGate<string, null>(memory, {
    takeLeased: () => (left > 0 ? (left -= 1) : -1),
    takeAlone: () => true,
    async ask(_limit, _settings, _nowMs, need) {
      needs.push(need);
      const outcome = outcomes.shift() ?? 'away';
      if (outcome !== 'away') left += outcome.granted;
      return outcome;
    },
  });
  return { memory, needs, take: (nowMs: number) => gate.take('limit', null, nowMs) };
}

test('the first request waits, those after it do not, and the next lease is asked for in advance', async () => {
  const { take, needs } = gateOf([
    { granted: 8, retryMs: 0 },
    { granted: 8, retryMs: 0 },
  ]);
  expect(await take(0)).toBe(true);
  for (let i = 0; i < 5; i += 1) expect(take(0)).toBe(true);
  expect(needs).toEqual([1]);
  expect(take(0)).toBe(true);
  expect(needs).toEqual([1, 0]);
  expect(take(0)).toBe(true);
});

test('those who wait ask together, and are refused when others took what came', async () => {
  const { take, needs } = gateOf([
    { granted: 1, retryMs: 0 },
    { granted: 1, retryMs: 20 },
  ]);
  const answers = await Promise.all([take(0), take(0), take(0)]);
  expect(answers.filter(Boolean).length).toBe(2);
  expect(needs).toEqual([1, 2]);
});

test('what is used up is refused without asking until there may be more, also when the clock is set back', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(100);
  onTestFinished(() => clock.mockRestore());
  const { take, needs } = gateOf([
    { granted: 0, retryMs: 20 },
    { granted: 1, retryMs: 0 },
  ]);
  const nowMs = Date.UTC(2026, 10, 18);
  expect(await take(nowMs)).toBe(false);
  clock.mockReturnValue(119);
  expect(take(nowMs + 60_000)).toBe(false);
  expect(needs.length).toBe(1);
  clock.mockReturnValue(120);
  expect(await take(nowMs - 3_600_000)).toBe(true);
});

test('while the store is away the node counts alone', async () => {
  const { memory, take, needs } = gateOf(['away']);
  expect(await take(0)).toBe(true);
  memory.isStoreAway = true;
  expect(take(0)).toBe(true);
  expect(needs.length).toBe(1);
});

test('leased tokens end at their time, and what is added prolongs those that are left', () => {
  const memory = new LimitMemory();
  const tokens = new LeasedTokens(memory);
  const bucket = memory.slot('bucket');
  expect(tokens.take(bucket, 0)).toBe(-1);
  tokens.add(bucket, 2, 1_000, 0);
  expect(tokens.take(bucket, 999)).toBe(1);
  tokens.add(bucket, 3, 2_000, 999);
  expect(tokens.left(bucket, 1_999)).toBe(4);
  expect(tokens.take(bucket, 2_000)).toBe(-1);
  // A token goes back to a lease that runs, also to one that is used up, and not to one that has ended.
  tokens.giveBack(bucket, 2_000);
  expect(tokens.left(bucket, 2_000)).toBe(0);
  tokens.add(bucket, 1, 3_000, 2_000);
  expect(tokens.take(bucket, 2_500)).toBe(0);
  tokens.giveBack(bucket, 2_500);
  expect(tokens.end(bucket, 2_500)).toBe(1);
  tokens.giveBack(bucket, 2_500);
  expect(tokens.left(bucket, 2_500)).toBe(0);
  // What was asked for too long ago is no lease any more.
  tokens.add(bucket, 5, 2_400, 2_500);
  expect(tokens.left(bucket, 2_500)).toBe(0);
});
