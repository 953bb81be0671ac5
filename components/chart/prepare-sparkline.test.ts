import { expect, test } from 'vitest';
import { sparklinePath } from './prepare-sparkline.ts';

test('the greatest value touches the top, zero the bottom', () => {
  expect(sparklinePath([0, 5, 10], 20, 10)).toBe('M0 10h0L10 5L20 0');
});

test('a gap breaks the line', () => {
  expect(sparklinePath([2, null, 2], 20, 10)).toBe('M0 0h0M20 0h0');
});

test('nothing to draw is an empty path, and only zeros lie at the bottom', () => {
  expect(sparklinePath([null, null], 20, 10)).toBe('');
  expect(sparklinePath([0, 0], 20, 10)).toBe('M0 10h0L20 10');
});
