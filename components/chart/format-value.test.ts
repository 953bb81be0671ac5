import { expect, test } from 'vitest';
import { durationText, formatValue, unitText } from './format-value.ts';
import type { Unit } from './chart-types.ts';

test.each<[number, Unit, string]>([
  [0, 'count', '0'],
  [1234, 'count', '1,234'],
  [18_510, 'count', '18.5 k'],
  [1_240_000, 'count', '1.24 M'],
  [0.5, 'count', '0.5'],
  [0.42, 'ms', '0.42 ms'],
  [182.4, 'ms', '182 ms'],
  [1240, 'ms', '1.24 s'],
  [0.123, 'percent', '0.123 %'],
  [0, 'bytes', '0 B'],
  [3_355_443, 'bytes', '3.2 MiB'],
  [12.44, 'perSecond', '12.4 /s'],
])('%d in %s reads %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

test.each([
  [900_000, '15 min'],
  [3_600_000, '1 h'],
  [86_400_000, '1 d'],
  [90_000, '90 s'],
  [250, '250 ms'],
])('%d ms is %s', (lengthMs, text) => {
  expect(durationText(lengthMs)).toBe(text);
});

test('a count names its bucket, other units themselves', () => {
  expect(unitText('count', 60_000)).toBe('per min');
  expect(unitText('count', 900_000)).toBe('per 15 min');
  expect(unitText('percent', 60_000)).toBe('%');
  expect(unitText('ms', 60_000)).toBe('ms');
});
