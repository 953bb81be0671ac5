import { expect, test } from 'vitest';
import { canonicalSettingKey, canonicalSettings, underKnownKeys } from './method-setting-key.ts';

test.each([
  ['~1pets~1{petId}/GET', '~1pets~1{petId}/GET'],
  ['/pets/{petId}/GET', '~1pets~1{petId}/GET'],
  ['pets/{petId}/GET', '~1pets~1{petId}/GET'],
  ['~1/GET', '~1/GET'],
  ['/GET', '~1/GET'],
  ['//GET', '~1/GET'],
  ['*/*', '*/*'],
])('%s means %s', (written, key) => {
  expect(canonicalSettingKey(written)).toBe(key);
});

test('settings keep the keys under which they were first written', () => {
  expect(canonicalSettings({ 'pets/GET': 1, '*/*': 2 })).toEqual({ '~1pets/GET': 1, '*/*': 2 });
  expect(underKnownKeys({ '~1pets/GET': 3, '~1pets/POST': 4 }, ['pets/GET', '*/*'])).toEqual({
    'pets/GET': 3,
    '~1pets/POST': 4,
  });
});
