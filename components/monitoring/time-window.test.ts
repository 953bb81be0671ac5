import { expect, test } from 'vitest';
import { windowOf } from './time-window.ts';

const noon = Date.UTC(2026, 0, 15, 12, 0, 0);

test('a window ends with the step that is under way', () => {
  const { from, to } = windowOf('1h', noon + 90_000);
  expect(to.getTime()).toBe(noon + 120_000);
  expect(from.getTime()).toBe(noon + 120_000 - 3_600_000);
});

test('a window stays the same until its next step begins', () => {
  expect(windowOf('24h', noon)).toEqual(windowOf('24h', noon + 299_999));
  expect(windowOf('24h', noon)).not.toEqual(windowOf('24h', noon + 300_000));
});

test('a moment on the boundary lies inside of its window', () => {
  expect(windowOf('live', noon).to.getTime()).toBeGreaterThan(noon);
});
