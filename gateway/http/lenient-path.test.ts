import { expect, test } from 'vitest';
import { lenientPath } from './lenient-path.ts';

test.each([
  ['/a/prod/x', null],
  ['/a/prod/x%20y', null],
  ['/a/prod/x%2Fy', '/x/y'],
  ['/a/prod/x%5Cy', '/x/y'],
  ['/a/prod/;a=b/x;c/y', '/x/y'],
  ['/a/prod/x%2F%2Fy', '/x/y'],
  ['/a/prod;x', '/'],
])('%s is read as %s', (path, lenient) => {
  expect(lenientPath(path, '/a/prod'.length)).toBe(lenient);
});
