import { JavaDouble, TextBuilder, VtlList, VtlMap, isInteger, toText } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import type { PathFunction } from './ast.ts';

type Name = PathFunction['name'];
type NumericName = 'min' | 'max' | 'avg' | 'sum' | 'stddev';

const numericNames: readonly Name[] = ['min', 'max', 'avg', 'sum', 'stddev'] satisfies NumericName[];

/** Whether a function takes the numbers of a list. */
export function isNumeric(name: Name): name is NumericName {
  return numericNames.includes(name);
}

/**
 * Applies a function at the end of a path, as Jayway: the numeric ones to a list's numbers and those of the arguments.
 * Undefined for a value that it does not fit, null for the length or the keys of what has none.
 */
export function applyFunction(
  name: Name,
  value: Value,
  args: readonly (Value | undefined)[],
  charge: Charge,
): Value | undefined {
  const [argument] = args;
  switch (name) {
    case 'length':
    case 'size':
      return lengthOf(argument === undefined ? value : argument);
    case 'keys':
      return value instanceof VtlMap ? new VtlList([...value.entries.keys()], true) : null;
    case 'concat':
      return concat(value, args, charge);
    case 'append':
      if (!(value instanceof VtlList)) return undefined;
      charge(value.items.length);
      return new VtlList([...value.items, ...args.filter((each) => each !== undefined)], true);
    case 'first':
      return value instanceof VtlList ? value.items[0] : undefined;
    case 'last':
      return value instanceof VtlList ? value.items.at(-1) : undefined;
    case 'index':
      return value instanceof VtlList ? value.items.at(Number(argument ?? 0)) : undefined;
    default: {
      const numbers = [value, ...args].flatMap(numbersOf);
      charge(numbers.length);
      return numbers.length === 0 ? undefined : new JavaDouble(aggregate(name, numbers));
    }
  }
}

function lengthOf(value: Value): number | null {
  if (typeof value === 'string') return value.length;
  if (value instanceof VtlMap) return value.entries.size;
  return value instanceof VtlList ? value.items.length : null;
}

/** The texts of a list, then the arguments. */
function concat(value: Value, args: readonly (Value | undefined)[], charge: Charge): string {
  const out = new TextBuilder(charge);
  const items = value instanceof VtlList ? value.items.filter((item) => typeof item === 'string') : [];
  charge(items.length);
  for (const item of [...items, ...args.flatMap((each) => (each instanceof VtlList ? each.items : [each ?? '']))]) {
    out.add(toText(item, charge));
  }
  const text = out.toString();
  charge(text.length / 64);
  return text;
}

function numbersOf(value: Value | undefined): number[] {
  if (value instanceof JavaDouble) return [value.value];
  if (isInteger(value)) return [Number(value)];
  return value instanceof VtlList ? value.items.filter((item) => !(item instanceof VtlList)).flatMap(numbersOf) : [];
}

function aggregate(name: NumericName, numbers: number[]): number {
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
