import { expect, test } from 'vitest';
import { encodeForm, encodeHeader, encodeMultipart, encodePath, encodeQuery } from './encode.ts';
import type { QueryParameter } from './encode.ts';
import { ConfigurationError } from './errors.ts';
import { parseJson, stringifyJson } from './json.ts';

test('path values are encoded, a greedy one keeps its slashes', () => {
  expect(encodePath(['/a/', { name: 'x', value: 'b/c?d#e é' }, '/f'])).toBe('/a/b%2Fc%3Fd%23e%20%C3%A9/f');
  expect(encodePath(['/', { name: 'x', value: 'b/c d', greedy: true }])).toBe('/b/c%20d');
  expect(encodePath(['/', { name: 'x', value: 7n }])).toBe('/7');
});

test.each(['', '.', '..', undefined, null])('the path value %j is refused', (value) => {
  expect(() => encodePath(['/a/', { name: 'x', value }])).toThrow(ConfigurationError);
});

test('a greedy value cannot leave its place', () => {
  expect(() => encodePath(['/', { name: 'x', value: 'a/../../b', greedy: true }])).toThrow(ConfigurationError);
});

test.each<[QueryParameter[], string]>([
  [[], ''],
  [
    [
      ['a', undefined],
      ['b', null],
    ],
    '',
  ],
  [[['a b', 'c&d=é']], '?a%20b=c%26d%3D%C3%A9'],
  [
    [
      ['a', false],
      ['b', 0],
      ['c', ''],
    ],
    '?a=false&b=0&c=',
  ],
  [[['a', ['x', 'y,z', undefined]]], '?a=x&a=y%2Cz'],
  [[['a', ['x', 'y,z'], 'comma']], '?a=x,y%2Cz'],
  [[['a', ['x', 'y'], 'space']], '?a=x%20y'],
  [[['a', ['x', 'y'], 'pipe']], '?a=x%7Cy'],
  [[['a', { b: 1, c: undefined }, 'deep']], '?a%5Bb%5D=1'],
  [[['a', { b: 1, c: 'd' }]], '?b=1&c=d'],
  [[['a', { b: 1 }, 'comma']], '?a=%7B%22b%22%3A1%7D'],
  [[['a', new Date(0).toISOString()]], '?a=1970-01-01T00%3A00%3A00.000Z'],
])('%j is %s', (parameters, expected) => {
  expect(encodeQuery(parameters)).toBe(expected);
});

test('headers and forms', async () => {
  expect(encodeHeader(['a', 1, undefined, true])).toBe('a, 1, true');
  expect(encodeForm({ a: 'b c', d: [1, 2], e: undefined })).toBe('a=b%20c&d=1&d=2');
  expect(encodeForm(null)).toBe('');
  const form = encodeMultipart({ name: 'x', tags: ['a', 'b'], meta: { n: 1 }, file: new Blob(['bytes']) });
  expect(form.getAll('tags')).toEqual(['a', 'b']);
  expect(form.get('meta')).toBe('{"n":1}');
  expect(await (form.get('file') as Blob).text()).toBe('bytes');
});

test('integers of 64 bits survive JSON both ways', () => {
  const text = '{"id":9007199254740993,"small":7,"list":[-9223372036854775808],"float":1234567890123456.5}';
  expect(parseJson(text)).toEqual({
    id: 9007199254740993n,
    small: 7,
    list: [-9223372036854775808n],
    float: 1234567890123456.5,
  });
  expect(stringifyJson({ id: 9007199254740993n, mark: '"bigint-0-0"', list: [1n] })).toBe(
    '{"id":9007199254740993,"mark":"\\"bigint-0-0\\"","list":[1]}',
  );
  expect(stringifyJson({ a: 1 })).toBe('{"a":1}');
  expect(stringifyJson(undefined)).toBeUndefined();
});
