import { JavaDouble, MappingError, isInteger, normalInteger, toText } from '../value.ts';
import type { Value } from '../value.ts';
import { javaHash } from './java-hash.ts';
import { comparing, refuseNull } from './methods-string.ts';
import type { Method } from './methods-string.ts';

function parseInteger(text: string, bits: 32 | 64): number | bigint {
  const value = /^[+-]?\d{1,20}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;
  if (value === null || BigInt.asIntN(bits, value) !== value) {
    throw new MappingError('TEMPLATE_FAILED', 'A text that is not an integer was given where a number is parsed.');
  }
  return normalInteger(value);
}

function parseDouble(text: string): JavaDouble {
  const number = /^\s*([+-]?(?:NaN|Infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?))[fFdD]?\s*$/.exec(text)?.[1];
  if (number === undefined) {
    throw new MappingError('TEMPLATE_FAILED', 'A text that is not a number was given where a double is parsed.');
  }
  return new JavaDouble(Number(number));
}

type Numeric = number | bigint | JavaDouble;

/** The Java class that holds the number: integers have the smallest one that does. */
function classOf(value: Numeric): 'Integer' | 'Long' | 'BigInteger' | 'Double' {
  if (value instanceof JavaDouble) return 'Double';
  if (typeof value === 'number' && value === (value | 0)) return 'Integer';
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? 'Long' : 'BigInteger';
}

function size(value: Numeric): number {
  return value instanceof JavaDouble ? value.value : Number(value);
}

/** The integer within so many bits that Java's cast gives: doubles saturate, integers lose their high bits. */
function toBits(value: Numeric, bits: 32 | 64): number | bigint {
  if (!(value instanceof JavaDouble)) return normalInteger(BigInt.asIntN(bits, BigInt(value)));
  if (Number.isNaN(value.value)) return 0;
  const most = 2n ** BigInt(bits - 1) - 1n;
  const size = value.value;
  if (Math.abs(size) < 2 ** (bits - 1)) return normalInteger(BigInt(Math.trunc(size)));
  return normalInteger(size > 0 ? most : -most - 1n);
}

/** Static methods of java.lang.Integer that take numbers, which templates call on any number. */
const integerStatics: [string, Method<Numeric>][] = [
  ['max', pairwise((a, b) => (a >= b ? a : b))],
  ['min', pairwise((a, b) => (a <= b ? a : b))],
  ['sum', pairwise((a, b) => normalInteger(BigInt.asIntN(32, BigInt(a) + BigInt(b))))],
  ['toBinaryString', inBase(2)],
  ['toHexString', inBase(16)],
  ['toOctalString', inBase(8)],
];

function pairwise(run: (a: number | bigint, b: number | bigint) => number | bigint): Method<Numeric> {
  return (self, [a, b]) => (!(self instanceof JavaDouble) && isInteger(a) && isInteger(b) ? run(a, b) : undefined);
}

function inBase(base: number): Method<Numeric> {
  return (self, [value]) =>
    self instanceof JavaDouble || !isInteger(value) ? undefined : BigInt.asUintN(32, BigInt(value)).toString(base);
}

function parsing(className: 'Integer' | 'Long', bits: 32 | 64): Method<Numeric> {
  return (self, [text]) => {
    if (classOf(self) !== className) return undefined;
    if (text === null) refuseNull();
    return typeof text === 'string' ? parseInteger(text, bits) : undefined;
  };
}

function valueOf(self: Numeric, [value]: readonly Value[]): Value | undefined {
  if (self instanceof JavaDouble) return typeof value === 'string' ? parseDouble(value) : undefined;
  return typeof value === 'string' ? parseInteger(value, 32) : isInteger(value) ? value : undefined;
}

/** What a template may call on a number, as java.lang.Integer, Long and Double. */
export const numberMethods: ReadonlyMap<string, Method<Numeric>> = new Map<string, Method<Numeric>>([
  [
    'compareTo',
    comparing((self, [other]) => {
      if (other === null) refuseNull();
      if (typeof other !== 'number' && typeof other !== 'bigint' && !(other instanceof JavaDouble)) return undefined;
      return classOf(self) === classOf(other) ? Math.sign(size(self) - size(other)) : undefined;
    }),
  ],
  ['doubleValue', (self) => new JavaDouble(size(self))],
  [
    'equals',
    (self, [other]) => {
      if (self instanceof JavaDouble) return other instanceof JavaDouble && other.value === self.value;
      return self === other;
    },
  ],
  ['floatValue', (self) => new JavaDouble(size(self))],
  ['intValue', (self) => toBits(self, 32)],
  ['isInfinite', (self) => (self instanceof JavaDouble ? Math.abs(self.value) === Infinity : undefined)],
  ['isNaN', (self) => (self instanceof JavaDouble ? Number.isNaN(self.value) : undefined)],
  ['longValue', (self) => toBits(self, 64)],
  [
    'parseDouble',
    (self, [text]) => {
      if (!(self instanceof JavaDouble)) return undefined;
      if (text === null) refuseNull();
      return typeof text === 'string' ? parseDouble(text) : undefined;
    },
  ],
  ['parseInt', parsing('Integer', 32)],
  ['parseLong', parsing('Long', 64)],
  ['valueOf', valueOf],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  ['shortValue', (self) => Number(BigInt.asIntN(16, BigInt(toBits(self, 32))))],
  ['byteValue', (self) => Number(BigInt.asIntN(8, BigInt(toBits(self, 32))))],
  ['toString', (self) => toText(self)],
  ...integerStatics,
]);

/** What a template may call on a boolean. */
export const booleanMethods: ReadonlyMap<string, Method<boolean>> = new Map<string, Method<boolean>>([
  ['booleanValue', (self) => self],
  [
    'compareTo',
    comparing((self, [other]) => {
      if (other === null) refuseNull();
      return typeof other === 'boolean' ? Number(self) - Number(other) : undefined;
    }),
  ],
  ['equals', (self, [other]) => self === other],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  ['parseBoolean', (_self, [text]) => (typeof text === 'string' ? text.toLowerCase() === 'true' : undefined)],
  ['toString', (self) => String(self)],
]);
