import { expect, test } from 'vitest';
import type { OperationGroup } from '#core/portal/reference-document.ts';
import { filterOperations } from './filter-operations.ts';

const groups: OperationGroup[] = [
  {
    name: 'pets',
    operations: [
      { slug: 'list-pets', httpMethod: 'GET', path: '/pets', title: 'List pets', deprecated: false },
      { slug: 'add-pet', httpMethod: 'POST', path: '/pets', title: 'Add a pet', deprecated: false },
    ],
  },
  {
    name: 'store',
    operations: [
      { slug: 'inventory', httpMethod: 'GET', path: '/store/inventory', title: 'Inventory', deprecated: false },
    ],
  },
];

function slugs(text: string): string[] {
  return filterOperations(groups, text).flatMap((group) => group.operations.map(({ slug }) => slug));
}

test('every word must be found, in title, path, method or group', () => {
  expect(slugs('')).toEqual(['list-pets', 'add-pet', 'inventory']);
  expect(slugs('PETS list')).toEqual(['list-pets']);
  expect(slugs('post')).toEqual(['add-pet']);
  expect(slugs('store')).toEqual(['inventory']);
  expect(slugs('pets inventory')).toEqual([]);
});

test('groups without a match are left out', () => {
  expect(filterOperations(groups, 'inventory').map(({ name }) => name)).toEqual(['store']);
});
