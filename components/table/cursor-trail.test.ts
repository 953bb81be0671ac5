import { expect, test } from 'vitest';
import { nextSort } from './column.ts';
import { back, currentCursor, forward } from './cursor-trail.ts';

test('the trail leads forward and the same way back', () => {
  const second = forward([], 'b');
  const third = forward(second, 'c');
  expect(currentCursor([])).toBeNull();
  expect(currentCursor(third)).toBe('c');
  expect(currentCursor(back(third))).toBe('b');
  expect(back(back(third))).toEqual([]);
});

test('a header sorts ascending first, then turns around', () => {
  const first = nextSort(null, 'name');
  expect(first).toEqual({ key: 'name', direction: 'asc' });
  expect(nextSort(first, 'name')).toEqual({ key: 'name', direction: 'desc' });
  expect(nextSort(first, 'createdAt')).toEqual({ key: 'createdAt', direction: 'asc' });
});
