import { expect, test } from 'vitest';
import { fieldPathOf, issuesOf, messageOf } from './server-issues.ts';

test('issues are read from the data of a rejected call', () => {
  const error = Object.assign(new Error('Bad input'), {
    data: { issues: [{ message: 'Too long', pointer: '/name' }] },
  });
  expect(issuesOf(error)).toEqual([{ message: 'Too long', pointer: '/name' }]);
});

test.each([undefined, null, 'text', new Error('plain'), { data: { issues: 'none' } }, { data: { issues: [{}] } }])(
  'a thing without issues has none: %o',
  (error) => {
    expect(issuesOf(error)).toEqual([]);
  },
);

test('a pointer becomes a field path, with its escapes undone', () => {
  expect(fieldPathOf('/variables/host')).toBe('variables.host');
  expect(fieldPathOf('/paths/~1pets~0x')).toBe('paths./pets~x');
  expect(fieldPathOf('')).toBeNull();
  expect(fieldPathOf(undefined)).toBeNull();
});

test('words are found for what is not an error', () => {
  expect(messageOf(new Error('Taken'))).toBe('Taken');
  expect(messageOf(42)).toContain('did not say');
});
