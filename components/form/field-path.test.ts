import { expect, test } from 'vitest';
import { fieldPathOf } from './field-path.ts';

test('a pointer becomes a field path, with its escapes undone', () => {
  expect(fieldPathOf('/variables/host')).toBe('variables.host');
  expect(fieldPathOf('/paths/~1pets~0x')).toBe('paths./pets~x');
});

test('a pointer to the whole document is no field', () => {
  expect(fieldPathOf('')).toBeNull();
  expect(fieldPathOf(undefined)).toBeNull();
});
