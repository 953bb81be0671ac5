import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonSyntaxError, parseJson } from './json.ts';
import { JavaDouble, MappingError, doubleText, toJson, toText } from './value.ts';

test.each([
  '1',
  '-0.5',
  '[1,2.0,[]]',
  '{"b":1,"1":2,"a":{}}',
  '"\\u00e9\\n\\ud83d\\ude00"',
  '123456789012345678901234567890',
  'true',
  'null',
  ' [ 1 , 2 ] ',
])('%s survives a round trip', (text) => {
  expect(JSON.parse(toJson(parseJson(text)))).toEqual(JSON.parse(text));
});

test('keys keep their order and integers their digits', () => {
  const text = '{"b":9007199254740993,"1":-0,"a":1.0}';
  expect(toJson(parseJson(text))).toBe('{"b":9007199254740993,"1":0,"a":1.0}');
});

test.each([
  '',
  '{',
  '[1,]',
  '{"a"}',
  '{"a":1,}',
  '{a:1}',
  "'a'",
  '01',
  '1.',
  '.5',
  '+1',
  '"\n"',
  '"\\x"',
  '"\\u12"',
  'nul',
  'true false',
  '[1}',
  '\u00a01',
  'NaN',
])('%j is not JSON', (text) => {
  expect(() => parseJson(text)).toThrow(JsonSyntaxError);
  expect(() => JSON.parse(text) as unknown).toThrow();
});

test('nesting is bounded', () => {
  expect(() => parseJson('['.repeat(100_000))).toThrow(MappingError);
  expect(() => parseJson('{"a":'.repeat(100_000))).toThrow(MappingError);
});

test('any JSON document reads as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(toJson(parseJson(text)))).toEqual(JSON.parse(JSON.stringify(JSON.parse(text))));
    }),
  );
});

test.each([
  [1, '1.0'],
  [0.1, '0.1'],
  [-2.5, '-2.5'],
  [0.001, '0.001'],
  [0.0001, '1.0E-4'],
  [9999999, '9999999.0'],
  [10000000, '1.0E7'],
  [1.5e300, '1.5E300'],
  [-0, '-0.0'],
  [Infinity, 'Infinity'],
  [NaN, 'NaN'],
])('the double %d prints as %s', (value, text) => {
  expect(doubleText(value)).toBe(text);
  expect(toText(new JavaDouble(value))).toBe(text);
});
