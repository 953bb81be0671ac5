import { expect, test } from 'vitest';
import { methodSettingKey, methodSettingName } from './method-setting-key.ts';

test.each([
  ['/', 'GET', '~1/GET'],
  ['/pets/{petId}', 'ANY', '~1pets~1{petId}/ANY'],
])('the settings of %s %s have the key %s and are named by the method', (path, httpMethod, key) => {
  expect(methodSettingKey(path, httpMethod)).toBe(key);
  expect(methodSettingName(key)).toBe(`${httpMethod} ${path}`);
});

test('one key is that of all methods', () => expect(methodSettingName('*/*')).toBe('All methods'));
