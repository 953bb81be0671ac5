import { expect, test } from 'vitest';
import { labelAnchor, writtenLabels } from './prepare-marks.ts';

test('a label without room after the last written one is left out', () => {
  expect([...writtenLabels([0, 10, 40, 50, 80], 36)]).toEqual([0, 2, 4]);
});

test('the order of the input does not matter', () => {
  expect(writtenLabels([80, 0, 10], 36)).toEqual(new Set([0, 1]));
});

test('a label near an end of the plot stays inside', () => {
  expect(labelAnchor('v12', 200, 0, 400)).toBe('middle');
  expect(labelAnchor('prod canary v2', 395, 0, 400)).toBe('end');
  expect(labelAnchor('prod canary v2', 5, 0, 400)).toBe('start');
});
