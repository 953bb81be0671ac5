import { expect, test } from 'vitest';
import { testTarget } from './test-target.ts';

test('parameters are filled in and encoded, a greedy one segment by segment', () => {
  expect(testTarget('/pets/{id}', { id: 'a b/c' }, '')).toBe('/pets/a%20b%2Fc');
  expect(testTarget('/files/{proxy+}', { proxy: '/a/b c' }, '?x=1&y=%20')).toBe('/files/a/b%20c?x=1&y=%20');
  expect(testTarget('/{id}/x', { id: '..' }, '')).toBe('/%2E%2E/x');
});

test('a parameter without a value is named', () => {
  expect(() => testTarget('/pets/{id}', {}, '')).toThrow('{id}');
  expect(() => testTarget('/pets/{toString}', {}, '')).toThrow('{toString}');
});
