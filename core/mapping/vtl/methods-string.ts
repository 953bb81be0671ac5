import { linearRegex } from '../linear-regex.ts';
import type { LinearRegex } from '../linear-regex.ts';
import type { Meter } from '../meter.ts';
import { JavaDouble, MappingError, VtlList, asIndex, toText } from '../value.ts';
import type { Value } from '../value.ts';

/** A method of a fixed class. Undefined means: no method with such arguments, which leaves the reference unresolved. */
export type Method<T> = (self: T, args: readonly Value[], meter: Meter) => Value | undefined;

function outOfRange(what: string): never {
  throw new MappingError('TEMPLATE_FAILED', `${what} is out of range.`);
}

/** A method with one text as its argument. */
function withText(run: (self: string, text: string, meter: Meter) => Value): Method<string> {
  return (self, [text], meter) => (typeof text === 'string' ? run(self, text, meter) : undefined);
}

function withRegex(run: (regex: LinearRegex, self: string) => Value): Method<string> {
  return withText((self, pattern, meter) => {
    const regex = linearRegex(pattern);
    meter.charge(regex.cost(self.length));
    return run(regex, self);
  });
}

function replacing(run: (regex: LinearRegex, self: string, replacement: string) => string): Method<string> {
  return (self, [pattern, replacement], meter) => {
    if (typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
    const regex = linearRegex(pattern);
    meter.charge(regex.cost(self.length));
    return grown(self, replacement, () => run(regex, self, replacement), meter);
  };
}

/** Guards a replacement whose result may be far longer than its input. */
function grown(self: string, replacement: string, run: () => string, meter: Meter): string {
  meter.chargeText((self.length + 1) * (replacement.length + 1));
  return run();
}

function search(find: (self: string, text: string, from?: number) => number): Method<string> {
  return (self, [text, from]) => {
    if (typeof text !== 'string') return undefined;
    if (from === undefined) return find(self, text);
    const index = asIndex(from);
    return index === null ? undefined : find(self, text, index);
  };
}

function substring(self: string, [start, end]: readonly Value[]): Value | undefined {
  const from = asIndex(start);
  const to = end === undefined ? self.length : asIndex(end);
  if (from === null || to === null) return undefined;
  if (from < 0 || to > self.length || from > to) outOfRange('The index of substring');
  return self.slice(from, to);
}

function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function hash(text: string): number {
  let code = 0;
  for (let i = 0; i < text.length; i += 1) code = (Math.imul(code, 31) + text.charCodeAt(i)) | 0;
  return code;
}

function split(self: string, [pattern, limit]: readonly Value[], meter: Meter): Value | undefined {
  const most = limit === undefined ? 0 : asIndex(limit);
  if (typeof pattern !== 'string' || most === null) return undefined;
  const regex = linearRegex(pattern);
  meter.charge(regex.cost(self.length) + self.length);
  return new VtlList(regex.split(self, most));
}

/** What a template may call on a text, named and behaving as java.lang.String. */
export const stringMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['charAt', (self, [index]) => self[asIndex(index) ?? -1] ?? outOfRange('The index of charAt')],
  ['codePointAt', (self, [index]) => self.codePointAt(asIndex(index) ?? -1) ?? outOfRange('The index of codePointAt')],
  ['compareTo', withText(compareText)],
  ['compareToIgnoreCase', withText((self, text) => compareText(self.toLowerCase(), text.toLowerCase()))],
  ['concat', withText((self, text) => toText(self) + text)],
  ['contains', withText((self, text) => self.includes(text))],
  ['endsWith', withText((self, text) => self.endsWith(text))],
  ['equals', (self, [other]) => (other === undefined ? undefined : self === other)],
  ['equalsIgnoreCase', (self, [other]) => typeof other === 'string' && self.toLowerCase() === other.toLowerCase()],
  ['hashCode', hash],
  ['indexOf', search((self, text, from) => self.indexOf(text, from))],
  ['isBlank', (self) => self.trim() === ''],
  ['isEmpty', (self) => self === ''],
  ['lastIndexOf', search((self, text, from) => self.lastIndexOf(text, from))],
  ['length', (self) => self.length],
  ['matches', withRegex((regex, self) => regex.matches(self))],
  [
    'repeat',
    (self, [count], meter) => {
      const times = asIndex(count);
      if (times === null) return undefined;
      if (times < 0) outOfRange('The count of repeat');
      meter.chargeText(self.length * times);
      return self.repeat(times);
    },
  ],
  [
    'replace',
    (self, [from, to], meter) => {
      if (typeof from !== 'string' || typeof to !== 'string') return undefined;
      return grown(self, to, () => self.split(from).join(to), meter);
    },
  ],
  ['replaceAll', replacing((regex, self, replacement) => regex.replaceAll(self, replacement))],
  ['replaceFirst', replacing((regex, self, replacement) => regex.replaceFirst(self, replacement))],
  ['split', split],
  ['startsWith', withText((self, text) => self.startsWith(text))],
  ['strip', (self) => self.trim()],
  ['substring', substring],
  ['toLowerCase', (self) => self.toLowerCase()],
  ['toString', (self) => self],
  ['toUpperCase', (self) => self.toUpperCase()],
  ['trim', (self) => self.trim()],
]);

function parseInteger(text: string): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new MappingError('TEMPLATE_FAILED', 'A text that is not an integer was given where a number is parsed.');
  }
  return value;
}

type Numeric = number | bigint | JavaDouble;

function size(value: Numeric): number {
  return value instanceof JavaDouble ? value.value : Number(value);
}

function truncated(value: Numeric): number | bigint {
  return value instanceof JavaDouble ? Math.trunc(value.value) : value;
}

/** What a template may call on a number, as java.lang.Integer, Long and Double. */
export const numberMethods: ReadonlyMap<string, Method<Numeric>> = new Map<string, Method<Numeric>>([
  [
    'compareTo',
    (self, [other]) => {
      if (typeof other !== 'number' && typeof other !== 'bigint' && !(other instanceof JavaDouble)) return undefined;
      return Math.sign(size(self) - size(other));
    },
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
  ['intValue', truncated],
  ['isInfinite', (self) => (self instanceof JavaDouble ? Math.abs(self.value) === Infinity : undefined)],
  ['isNaN', (self) => (self instanceof JavaDouble ? Number.isNaN(self.value) : undefined)],
  ['longValue', truncated],
  [
    'parseDouble',
    (self, [text]) =>
      self instanceof JavaDouble && typeof text === 'string' ? new JavaDouble(Number(text)) : undefined,
  ],
  [
    'parseInt',
    (self, [text]) => (self instanceof JavaDouble || typeof text !== 'string' ? undefined : parseInteger(text)),
  ],
  [
    'parseLong',
    (self, [text]) => (self instanceof JavaDouble || typeof text !== 'string' ? undefined : parseInteger(text)),
  ],
  ['toString', (self) => toText(self)],
]);

/** What a template may call on a boolean. */
export const booleanMethods: ReadonlyMap<string, Method<boolean>> = new Map<string, Method<boolean>>([
  ['booleanValue', (self) => self],
  ['compareTo', (self, [other]) => (typeof other === 'boolean' ? Number(self) - Number(other) : undefined)],
  ['equals', (self, [other]) => self === other],
  ['toString', (self) => String(self)],
]);
