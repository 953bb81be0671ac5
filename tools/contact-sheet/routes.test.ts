import { expect, test } from 'vitest';
import { patternFor, patternOf, pictureKey } from './routes.ts';

test.each([
  ['app/page.tsx', '/'],
  ['app/(console)/apis/page.tsx', '/apis'],
  ['app/(console)/apis/[apiId]/stages/[stageName]/page.tsx', '/apis/[apiId]/stages/[stageName]'],
])('%s serves %s', (file, pattern) => {
  expect(patternOf(file)).toBe(pattern);
});

test('a fixed part is preferred to a placeholder, and every part must fit', () => {
  const patterns = ['/apis/[apiId]', '/apis/new', '/apis/[apiId]/stages'];
  expect(patternFor(patterns, '/apis/new')).toBe('/apis/new');
  expect(patternFor(patterns, '/apis/a1b2')).toBe('/apis/[apiId]');
  expect(patternFor(patterns, '/apis/a1b2/stages')).toBe('/apis/[apiId]/stages');
  expect(patternFor(patterns, '/keys')).toBeUndefined();
});

test('the names of a query make another picture, their values and order do not', () => {
  const key = (query: string) => pictureKey('/apis/[apiId]/resources', new URLSearchParams(query));
  expect(key('')).toBe('/apis/[apiId]/resources');
  expect(key('method=GET&box=x')).toBe(key('box=y&method=PUT'));
});
