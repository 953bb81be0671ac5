import { expect, test } from 'vitest';
import { formatValue } from './format-value.ts';
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
