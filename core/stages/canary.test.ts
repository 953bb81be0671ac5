import { expect, test } from 'vitest';
import { pickVariant, stickyPosition } from './canary.ts';

test('the canary takes its share of a random request', () => {
  expect(pickVariant(10, 0.0999)).toBe('canary');
  expect(pickVariant(10, 0.1)).toBe('stable');
  expect(pickVariant(0, 0)).toBe('stable');
  expect(pickVariant(100, 0.999999)).toBe('canary');
});

test.each(['10.0.', 'customer-', 'x'])('positions of values %s… are stable and uniform', (prefix) => {
  const count = 20_000;
  const deciles = new Array<number>(10).fill(0);
  for (let i = 0; i < count; i += 1) {
    const position = stickyPosition('api1/prod', `${prefix}${i}`);
    expect(position).toBe(stickyPosition('api1/prod', `${prefix}${i}`));
    deciles[Math.floor(position * 10)] = (deciles[Math.floor(position * 10)] ?? 0) + 1;
  }
  for (const share of deciles) expect(Math.abs(share / count - 0.1)).toBeLessThan(0.01);
});

test('another stage has other callers in its canary', () => {
  const chosen = Array.from({ length: 10_000 }, (_, i) => `caller-${i}`).filter(
    (caller) => stickyPosition('api1/prod', caller) < 0.1,
  );
  const also = chosen.filter((caller) => stickyPosition('api1/beta', caller) < 0.1);
  expect(also.length / chosen.length).toBeGreaterThan(0.05);
  expect(also.length / chosen.length).toBeLessThan(0.15);
});
