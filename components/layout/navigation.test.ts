import { expect, test } from 'vitest';
import { API_TABS, isWithin, NAVIGATION } from './navigation.ts';

test('a page is within its own destination and no other', () => {
  const hrefs = NAVIGATION.flat().map((item) => item.href);
  expect(hrefs.filter((href) => isWithin('/apis/a1b2/stages', href))).toEqual(['/apis']);
  expect(hrefs.filter((href) => isWithin('/keys', href))).toEqual(['/keys']);
  expect(hrefs.filter((href) => isWithin('/keysmith', href))).toEqual([]);
});

test('destinations are unique', () => {
  const hrefs = [...NAVIGATION.flat().map((item) => item.href), ...API_TABS.map((tab) => `/apis/a1b2${tab.path}`)];
  expect(new Set(hrefs).size).toBe(hrefs.length);
});
