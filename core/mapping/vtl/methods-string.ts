import { linearRegex } from '../linear-regex.ts';
import type { LinearRegex } from '../linear-regex.ts';
import type { Meter } from '../meter.ts';
import { MappingError, VtlList, asIndex, maxTextLength, toText } from '../value.ts';
import type { Value } from '../value.ts';
import { VtlChar } from './character.ts';
import { formatText } from './format.ts';
import { javaHash } from './java-hash.ts';

/** A method of a fixed class. Undefined means: no method with such arguments, which leaves the reference unresolved. */
export type Method<T> = (self: T, args: readonly Value[], meter: Meter) => Value | undefined;

function outOfRange(what: string): never {
  throw new MappingError('TEMPLATE_FAILED', `${what} is out of range.`);
}

/** A method with one text as its argument. */
function withText(run: (self: string, text: string, meter: Meter) => Value): Method<string> {
  return (self, [text], meter) => {
    if (text === null) refuseNull();
    return typeof text === 'string' ? run(self, text, meter) : undefined;
  };
}

/** compareTo takes its own class only and throws for any other. */
export function comparing<T>(method: Method<T>): Method<T> {
  return (self, args, meter) => {
    if (args.length !== 1) return undefined;
    const order = method(self, args, meter);
    if (order === undefined) throw new MappingError('TEMPLATE_FAILED', 'compareTo was given a value of another class.');
    return order;
  };
}

/** Java's methods throw for a null where they take an object that they use. */
export function refuseNull(): never {
  throw new MappingError('TEMPLATE_FAILED', 'A method was given null.');
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
    if (pattern === null) refuseNull();
    if (typeof pattern !== 'string' || (typeof replacement !== 'string' && replacement !== null)) return undefined;
    const regex = linearRegex(pattern);
    meter.charge(regex.cost(self.length));
    // Java looks at the replacement when something matches.
    if (replacement === null) return regex.finds(self) ? refuseNull() : self;
    return grown(self, replacement, () => run(regex, self, replacement), meter);
  };
}

/** Guards a replacement whose result may be far longer than its input. */
function grown(self: string, replacement: string, run: () => string, meter: Meter): string {
  meter.chargeText((self.length + 1) * (replacement.length + 1));
  return run();
}

/** The text of a character or of a character's code; another value stays as it is. */
function characterOf(value: Value | undefined): Value | undefined {
  if (value instanceof VtlChar) return value.text();
  const code = asIndex(value);
  if (code === null) return value;
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\u{10ffff}';
}

/** A method that takes a text, a character or its code, and perhaps an index. */
function search(find: (self: string, text: string, from?: number) => Value): Method<string> {
  return (self, [first, from]) => {
    const index = from === undefined ? undefined : asIndex(from);
    if (index === null) return undefined;
    if (first === null) refuseNull();
    const text = characterOf(first);
    return typeof text === 'string' ? find(self, text, index) : undefined;
  };
}

function startsWith(self: string, [prefix, from]: readonly Value[]): Value | undefined {
  const at = from === undefined ? 0 : asIndex(from);
  if (at === null || (prefix !== null && typeof prefix !== 'string')) return undefined;
  if (at < 0) return false;
  if (prefix === null) refuseNull();
  return at <= self.length - prefix.length && self.startsWith(prefix, at);
}

function charAt(self: string, [index]: readonly Value[]): Value | undefined {
  const at = asIndex(index);
  return at === null ? undefined : new VtlChar(self[at] ?? outOfRange('The index of charAt'));
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

/** Character.isWhitespace: without the no-break spaces. */
function isWhitespace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  return code > 0x7f && code !== 0xa0 && code !== 0x2007 && code !== 0x202f && /^\s$/u.test(String.fromCharCode(code));
}

function strip(text: string, isBlank: (code: number) => boolean, side: 'both' | 'start' | 'end' = 'both'): string {
  let start = 0;
  let end = text.length;
  if (side !== 'end') while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  if (side !== 'start') while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** `regionMatches([ignoreCase,] offset, other, otherOffset, length)`. */
function regionMatches(self: string, args: readonly Value[]): Value | undefined {
  const [ignoresCase, [offset, other, otherOffset, length]] =
    typeof args[0] === 'boolean' ? [args[0], args.slice(1)] : [false, args];
  const [from, otherFrom, size] = [asIndex(offset), asIndex(otherOffset), asIndex(length)];
  if (from === null || otherFrom === null || size === null) return undefined;
  if (other === null) refuseNull();
  if (typeof other !== 'string') return undefined;
  if (from < 0 || otherFrom < 0 || from + size > self.length || otherFrom + size > other.length) return false;
  const a = self.slice(from, from + Math.max(size, 0));
  const b = other.slice(otherFrom, otherFrom + Math.max(size, 0));
  return ignoresCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function split(self: string, [pattern, limit]: readonly Value[], meter: Meter): Value | undefined {
  const most = limit === undefined ? 0 : asIndex(limit);
  if (most === null) return undefined;
  if (pattern === null) refuseNull();
  if (typeof pattern !== 'string') return undefined;
  const regex = linearRegex(pattern);
  meter.charge(regex.cost(self.length) + self.length);
  return new VtlList(regex.split(self, most));
}

/** What a template may call on a text, named and behaving as java.lang.String. */
export const stringMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['charAt', charAt],
  ['toCharArray', (self) => new VtlList(self.split('').map((char) => new VtlChar(char)))],
  [
    'codePointAt',
    (self, [index]) => {
      const at = asIndex(index);
      return at === null ? undefined : (self.codePointAt(at) ?? outOfRange('The index of codePointAt'));
    },
  ],
  ['compareTo', comparing(withText(compareText))],
  ['compareToIgnoreCase', withText((self, text) => compareText(self.toLowerCase(), text.toLowerCase()))],
  ['concat', withText((self, text) => toText(self) + text)],
  ['contentEquals', withText((self, text) => self === text)],
  ['contains', withText((self, text) => self.includes(text))],
  ['endsWith', withText((self, text) => self.endsWith(text))],
  ['equals', (self, [other]) => (other === undefined ? undefined : self === other)],
  [
    'equalsIgnoreCase',
    (self, [other]) => {
      if (other === null) return false;
      return typeof other === 'string' ? self.toLowerCase() === other.toLowerCase() : undefined;
    },
  ],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  [
    'format',
    (self, [pattern, ...values], meter) =>
      typeof pattern === 'string' ? formatText(pattern, values, meter.charge) : formatText(self, [], meter.charge),
  ],
  ['indexOf', search((self, text, from) => self.indexOf(text, from))],
  ['intern', (self) => self],
  ['isBlank', (self) => strip(self, isWhitespace) === ''],
  ['isEmpty', (self) => self === ''],
  ['lastIndexOf', search((self, text, from) => (from !== undefined && from < 0 ? -1 : self.lastIndexOf(text, from)))],
  ['length', (self) => self.length],
  ['matches', withRegex((regex, self) => regex.matches(self))],
  ['regionMatches', regionMatches],
  [
    'repeat',
    (self, [count], meter) => {
      const times = asIndex(count);
      if (times === null) return undefined;
      if (times < 0) outOfRange('The count of repeat');
      if (self.length * times > maxTextLength) outOfRange('The count of repeat');
      meter.chargeText(self.length * times);
      return self.repeat(times);
    },
  ],
  [
    'replace',
    (self, [from, to], meter) => {
      if (from === null || to === null) refuseNull();
      if (from instanceof VtlChar && to instanceof VtlChar) return self.replaceAll(from.text(), () => to.text());
      if (typeof from !== 'string' || typeof to !== 'string') return undefined;
      return grown(self, to, () => self.replaceAll(from, () => to), meter);
    },
  ],
  ['replaceAll', replacing((regex, self, replacement) => regex.replaceAll(self, replacement))],
  [
    'replaceFirst',
    (self, args, meter) => {
      if (args[1] === null) refuseNull();
      return replacing((regex, text, replacement) => regex.replaceFirst(text, replacement))(self, args, meter);
    },
  ],
  ['split', split],
  ['startsWith', startsWith],
  ['strip', (self) => strip(self, isWhitespace)],
  ['stripLeading', (self) => strip(self, isWhitespace, 'start')],
  ['stripTrailing', (self) => strip(self, isWhitespace, 'end')],
  ['subSequence', (self, args) => (args.length < 2 ? undefined : substring(self, args))],
  ['substring', substring],
  ['toLowerCase', (self) => self.toLowerCase()],
  ['toString', (self) => self],
  ['toUpperCase', (self) => self.toUpperCase()],
  ['trim', (self) => strip(self, (code) => code <= 0x20)],
  ['valueOf', (_self, [value], meter) => (value === undefined ? undefined : toText(value, meter.charge))],
]);
