import { expect, test } from 'vitest';
import { recordOfRows, rowProblems, rowsOfRecord, sameRecord } from './key-value-rows.ts';

test('a map survives the way into rows and back', () => {
  const record = { host: 'pets.example', region: 'eu-1' };
  expect(recordOfRows(rowsOfRecord(record))).toEqual(record);
});

test('rows without a name are left out, and said so when they hold a value', () => {
  const rows = [
    { name: '', value: '' },
    { name: '', value: 'lost' },
  ];
  expect(recordOfRows(rows)).toEqual({});
  expect(rowProblems(rows)).toEqual([null, 'A value without a name is left out.']);
});

test('doubled names are marked on every row that has them', () => {
  const rows = [
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
    { name: 'a', value: '3' },
  ];
  expect(rowProblems(rows).map((problem) => problem !== null)).toEqual([true, false, true]);
});

test('a name that the pattern refuses is marked', () => {
  const [problem] = rowProblems([{ name: 'not-allowed', value: '' }], /^\w+$/);
  expect(problem).toContain('not-allowed');
});

test('maps are the same whatever their order', () => {
  expect(sameRecord({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
  expect(sameRecord({ a: '1' }, { a: '2' })).toBe(false);
  expect(sameRecord({ a: '1' }, { b: '1' })).toBe(false);
  expect(sameRecord({ a: '1' }, { a: '1', b: '2' })).toBe(false);
});
