import { canonicalJson } from '../../snapshot/hash.ts';
import { linearRegex } from '../../mapping/linear-regex.ts';
import { isMultipleOf } from './decimal.ts';
import { formatCheck } from './formats.ts';
import type { Dialect } from './registry.ts';
import { charge, fail, own, shown } from './run.ts';
import type { Check } from './run.ts';

type Schema = Readonly<Record<string, unknown>>;

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The checks of a schema that judge a value by itself: type, enum, numbers, texts. */
export function scalarChecks(schema: Schema, dialect: Dialect): Check[] {
  const checks: (Check | null)[] = [
    typeCheck(own(schema, 'type')),
    enumCheck(schema, dialect),
    ...rangeChecks(schema, dialect),
    multipleOfCheck(own(schema, 'multipleOf')),
    ...textChecks(schema),
    formatCheck(own(schema, 'format')),
  ];
  return checks.filter((check) => check !== null);
}

function typeCheck(type: unknown): Check | null {
  if (type === undefined) return null;
  const allowed = new Set((Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string'));
  const names = [...(allowed.has('number') ? new Set([...allowed, 'integer']) : allowed)].sort();
  const accepted = new Set(names);
  return (value, run) => {
    const name = typeName(value);
    if (accepted.has(name)) return true;
    const allowedText = JSON.stringify(names);
    return fail(
      run,
      () => `instance type (${name}) does not match any allowed primitive type (allowed: ${allowedText})`,
    );
  };
}

function enumCheck(schema: Schema, dialect: Dialect): Check | null {
  const hasConst = dialect === '2020-12' && Object.hasOwn(schema, 'const');
  const listed = own(schema, 'enum');
  if (!hasConst && !Array.isArray(listed)) return null;
  const sets = [hasConst ? [schema.const] : null, Array.isArray(listed) ? (listed as unknown[]) : null]
    .filter((values) => values !== null)
    .map((values) => ({ values, known: new Set(values.map(canonicalJson)) }));
  return (value, run) => {
    const text = canonicalJson(value);
    charge(run, 1 + (text.length >> 6));
    const missed = sets.find(({ known }) => !known.has(text));
    if (!missed) return true;
    return fail(
      run,
      () => `instance value (${shown(value)}) not found in enum (possible values: ${shown(missed.values)})`,
    );
  };
}

function rangeChecks(schema: Schema, dialect: Dialect): Check[] {
  const isOld = dialect === 'draft-04';
  const checks: Check[] = [];
  const add = (limit: unknown, isMinimum: boolean, isExclusive: boolean) => {
    if (typeof limit === 'number') checks.push(rangeCheck(limit, isMinimum, isExclusive));
  };
  add(own(schema, 'minimum'), true, isOld && own(schema, 'exclusiveMinimum') === true);
  add(own(schema, 'maximum'), false, isOld && own(schema, 'exclusiveMaximum') === true);
  if (!isOld) {
    add(own(schema, 'exclusiveMinimum'), true, true);
    add(own(schema, 'exclusiveMaximum'), false, true);
  }
  return checks;
}

function rangeCheck(limit: number, isMinimum: boolean, isExclusive: boolean): Check {
  const bound = isMinimum ? 'minimum' : 'maximum';
  return (value, run) => {
    if (typeof value !== 'number') return true;
    if (isMinimum ? value > limit : value < limit) return true;
    if (value === limit && !isExclusive) return true;
    if (isExclusive && value === limit) {
      const side = isMinimum ? 'strictly greater than' : 'strictly lower than';
      return fail(run, () => `numeric instance is not ${side} the required ${bound} ${limit}`);
    }
    const side = isMinimum ? 'lower' : 'greater';
    return fail(
      run,
      () => `numeric instance is ${side} than the required ${bound} (${bound}: ${limit}, found: ${value})`,
    );
  };
}

function multipleOfCheck(divisor: unknown): Check | null {
  if (typeof divisor !== 'number' || !(divisor > 0)) return null;
  return (value, run) => {
    if (typeof value !== 'number' || isMultipleOf(value, divisor)) return true;
    return fail(run, () => `remainder of division is not zero (${value} / ${divisor})`);
  };
}

/** Characters as JSON Schema counts them: Unicode code points. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i += 1) {
    const isPair = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) length -= 1;
  }
  return length;
}

function textChecks(schema: Schema): (Check | null)[] {
  const shortest = own(schema, 'minLength');
  const longest = own(schema, 'maxLength');
  return [
    typeof shortest === 'number' ? lengthCheck(shortest, Infinity) : null,
    typeof longest === 'number' ? lengthCheck(0, longest) : null,
    patternCheck(own(schema, 'pattern')),
  ];
}

function lengthCheck(shortest: number, longest: number): Check {
  return (value, run) => {
    if (typeof value !== 'string') return true;
    charge(run, value.length >> 6);
    const length = lengthOf(value);
    if (length < shortest) {
      return fail(run, () => `string ${shown(value)} is too short (length: ${length}, required minimum: ${shortest})`);
    }
    if (length <= longest) return true;
    return fail(run, () => `string ${shown(value)} is too long (length: ${length}, maximum allowed: ${longest})`);
  };
}

function patternCheck(pattern: unknown): Check | null {
  if (typeof pattern !== 'string') return null;
  const regex = linearRegex(pattern);
  return (value, run) => {
    if (typeof value !== 'string') return true;
    charge(run, regex.cost(value.length));
    if (regex.finds(value)) return true;
    return fail(run, () => `ECMA 262 regex ${shown(pattern)} does not match input string ${shown(value)}`);
  };
}
