import { expect, test } from 'vitest';
import { changedValues } from './changed-values.ts';

const before = { name: 'Pets', tags: { team: 'shop' }, types: ['image/png'], size: 5 };

test('only what differs is sent', () => {
  expect(changedValues(before, { ...before, name: 'Pet shop' })).toEqual({ name: 'Pet shop' });
  expect(changedValues(before, structuredClone(before))).toEqual({});
});

test('emptied lists and maps count as changes', () => {
  const emptied = { ...before, tags: {}, types: [], size: null };
  expect(changedValues(before, emptied)).toEqual({ tags: {}, types: [], size: null });
});
