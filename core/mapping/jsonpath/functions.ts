import { JavaDouble, VtlList, VtlMap, isInteger } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import type { PathFunction } from './ast.ts';

/** Applies a function at the end of a path, as Jayway: numeric ones to a list's numbers. Undefined for a value it does not fit. */
export function applyFunction(call: PathFunction, value: Value, charge: Charge): Value | undefined {
  if (call.name === 'length' || call.name === 'size') {
    if (typeof value === 'string') return value.length;
    if (value instanceof VtlMap) return value.entries.size;
    return value instanceof VtlList ? value.items.length : undefined;
  }
  if (call.name === 'keys') return value instanceof VtlMap ? new VtlList([...value.entries.keys()], true) : undefined;
  if (!(value instanceof VtlList)) return undefined;
  charge(value.items.length);
  if (call.name === 'first') return value.items[0];
  if (call.name === 'last') return value.items.at(-1);
  if (call.name === 'index') return value.items.at(call.argument ?? 0);
  const numbers = value.items.flatMap((item) =>
    item instanceof JavaDouble ? [item.value] : isInteger(item) ? [Number(item)] : [],
  );
  if (numbers.length === 0) return undefined;
  return new JavaDouble(aggregate(call.name, numbers));
}

function aggregate(name: 'min' | 'max' | 'avg' | 'sum' | 'stddev', numbers: number[]): number {
  const sum = numbers.reduce((total, number) => total + number, 0);
  switch (name) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / numbers.length;
    case 'min':
      return numbers.reduce((least, number) => Math.min(least, number), Infinity);
    case 'max':
      return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
    case 'stddev': {
      const mean = sum / numbers.length;
      return Math.sqrt(numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / numbers.length);
    }
  }
}
