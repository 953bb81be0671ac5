/**
 * The values of mapping templates and JSONPath: plain data that behaves as the Java objects behind AWS's templates do.
 * Integers are JavaScript numbers while they are safe and bigints beyond; a Java double is its own class, so that 1 and
 * 1.0 stay apart. Objects are Maps: no prototype, and keys keep their order.
 */
export type Value = null | boolean | number | bigint | string | JavaDouble | VtlList | VtlMap | VtlEntry | HostObject;

export type Key = null | boolean | number | bigint | string;

export class JavaDouble {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A list. One that came from JSON prints as JSON, as Jayway's JSONArray does; one made in a template prints as a Java list. */
export class VtlList {
  items: Value[];
  readonly printsAsJson: boolean;
  constructor(items: Value[], printsAsJson = false) {
    this.items = items;
    this.printsAsJson = printsAsJson;
  }
}

export class VtlMap {
  readonly entries: Map<Key, Value>;
  constructor(entries: Map<Key, Value> = new Map()) {
    this.entries = entries;
  }

  put(key: Key, value: Value): void {
    this.entries.set(key, value);
  }
}

/** One entry of `map.entrySet()`: it follows the map. */
export class VtlEntry {
  readonly key: Key;
  private readonly map: VtlMap;
  private readonly first: Value;

  constructor(key: Key, map: VtlMap) {
    this.key = key;
    this.map = map;
    this.first = map.entries.get(key) ?? null;
  }

  get value(): Value {
    return this.map.entries.get(this.key) ?? this.first;
  }
}

/** An object with a fixed set of properties and methods, such as `$input`. Both return undefined for what does not exist. */
export abstract class HostObject {
  property(_name: string): Value | undefined {
    return undefined;
  }

  call(_name: string, _args: readonly Value[]): Value | undefined {
    return undefined;
  }

  text(): string | null {
    return null;
  }

  equals(other: Value): boolean {
    return this === other;
  }
}

/** Why a value could not be made: thrown inside the engine, turned into a result at its edge. */
export class MappingError extends Error {
  readonly code: MappingErrorCode;
  constructor(code: MappingErrorCode, message: string) {
    super(message);
    this.name = 'MappingError';
    this.code = code;
  }
}

/** `BODY_NOT_JSON` is the caller's fault, the others the template author's. */
export type MappingErrorCode = 'BODY_NOT_JSON' | 'TEMPLATE_FAILED' | 'BUDGET_EXCEEDED';

export function isInteger(value: Value | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** The value as a Java int, for indexes and counts; null when it is none. */
export function asIndex(value: Value | undefined): number | null {
  return typeof value === 'number' && value === (value | 0) ? value : null;
}

/** Counts the work of an evaluation; throws a MappingError when it was enough. */
export type Charge = (steps: number) => void;

/** A map key: a primitive as it is, anything else by its text. */
export function toKey(value: Value, charge: Charge): Key {
  return value === null || typeof value !== 'object' ? value : toText(value, charge);
}

/** A bigint as a number while that is exact. */
export function normalInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A double as Java's Double.toString prints it: 1.0, 1.0E10, 1.0E-5. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** Deepest nesting of lists and maps that is printed, compared or written. */
export const maxNesting = 200;
/** Longest text that one value may become, in UTF-16 units. */
export const maxTextLength = 10 * 1024 * 1024;

/** Collects text up to `maxTextLength`. */
export class TextBuilder {
  private text = '';
  private readonly charge: Charge | undefined;

  constructor(charge?: Charge) {
    this.charge = charge;
  }

  /** Pays for one list or map that is about to be printed. */
  visit(): void {
    this.charge?.(1);
  }

  add(piece: string): void {
    if (this.text.length + piece.length > maxTextLength) {
      throw new MappingError('BUDGET_EXCEEDED', 'A value is longer than the largest text allowed.');
    }
    this.text += piece;
  }

  toString(): string {
    return this.text;
  }
}

/** The value as Java's toString prints it; null prints as `null`. `charge` pays for lists and maps, 64 characters a step. */
export function toText(value: Value, charge?: Charge): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JavaDouble) return doubleText(value.value);
  const builder = new TextBuilder(charge);
  printValue(value, builder, 0);
  const text = builder.toString();
  charge?.(text.length >> 6);
  return text;
}

function printValue(value: Value, out: TextBuilder, depth: number): void {
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'A value is nested too deeply to print.');
  out.visit();
  if (value instanceof VtlList) {
    if (value.printsAsJson) return writeJson(value, out, depth);
    out.add('[');
    value.items.forEach((item, index) => {
      if (index > 0) out.add(', ');
      if (item === value) out.add('(this Collection)');
      else printValue(item, out, depth + 1);
    });
    out.add(']');
  } else if (value instanceof VtlMap) {
    out.add('{');
    let first = true;
    for (const [key, item] of value.entries) {
      if (!first) out.add(', ');
      first = false;
      out.add(`${String(key)}=`);
      if (item === value) out.add('(this Map)');
      else printValue(item, out, depth + 1);
    }
    out.add('}');
  } else if (value instanceof VtlEntry) {
    out.add(`${String(value.key)}=`);
    printValue(value.value, out, depth + 1);
  } else if (value instanceof HostObject) {
    out.add(value.text() ?? '');
  } else {
    out.add(toText(value));
  }
}

/** Writes the value as JSON. */
export function writeJson(value: Value, out: TextBuilder, depth = 0): void {
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'A value is nested too deeply to write as JSON.');
  out.visit();
  if (value instanceof VtlList) {
    out.add('[');
    value.items.forEach((item, index) => {
      if (index > 0) out.add(',');
      writeJson(item, out, depth + 1);
    });
    out.add(']');
  } else if (value instanceof VtlMap) {
    out.add('{');
    let first = true;
    for (const [key, item] of value.entries) {
      out.add(`${first ? '' : ','}${JSON.stringify(String(key))}:`);
      first = false;
      writeJson(item, out, depth + 1);
    }
    out.add('}');
  } else if (typeof value === 'string') {
    out.add(JSON.stringify(value));
  } else if (value instanceof JavaDouble) {
    out.add(Number.isFinite(value.value) ? doubleText(value.value) : 'null');
  } else if (value instanceof VtlEntry || value instanceof HostObject) {
    out.add(JSON.stringify(toText(value)));
  } else {
    out.add(String(value));
  }
}

/** The value as JSON text. */
export function toJson(value: Value, charge?: Charge): string {
  const builder = new TextBuilder(charge);
  writeJson(value, builder);
  return builder.toString();
}

/** Java's equals: numbers of one kind by value, lists and maps by content. */
export function deepEquals(a: Value, b: Value, charge: Charge, depth = 0): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  charge(1);
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'A value is nested too deeply to compare.');
  if (a instanceof JavaDouble && b instanceof JavaDouble) return a.value === b.value;
  if (a instanceof HostObject) return a.equals(b);
  if (a instanceof VtlList && b instanceof VtlList) {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, i) => deepEquals(item, b.items[i] ?? null, charge, depth + 1))
    );
  }
  if (a instanceof VtlMap && b instanceof VtlMap) {
    if (a.entries.size !== b.entries.size) return false;
    for (const [key, item] of a.entries) {
      const other = b.entries.get(key);
      if (other === undefined || !deepEquals(item, other, charge, depth + 1)) return false;
    }
    return true;
  }
  if (a instanceof VtlEntry && b instanceof VtlEntry)
    return a.key === b.key && deepEquals(a.value, b.value, charge, depth + 1);
  return false;
}

/**
 * Plain data (from JSON.parse or built by hand) as template values. Own enumerable properties only; a number that is no
 * integer becomes a Java double, undefined is left out.
 */
export function fromPlain(data: unknown, depth = 0): Value {
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'The data is nested too deeply.');
  if (data === null || data === undefined) return null;
  if (typeof data === 'string' || typeof data === 'boolean' || typeof data === 'bigint') return data;
  if (typeof data === 'number') return Number.isSafeInteger(data) ? data : new JavaDouble(data);
  if (Array.isArray(data)) return new VtlList(data.map((item) => fromPlain(item, depth + 1)));
  const map = new Map<Key, Value>();
  if (typeof data === 'object') {
    for (const [key, item] of Object.entries(data)) if (item !== undefined) map.set(key, fromPlain(item, depth + 1));
  }
  return new VtlMap(map);
}
