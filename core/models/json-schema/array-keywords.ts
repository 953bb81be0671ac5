import { canonicalJson } from '../../snapshot/hash.ts';
import type { Compile } from './compile.ts';
import type { Dialect } from './registry.ts';
import { charge, fail, isSchema, own } from './run.ts';
import type { Check, Run, SchemaNode } from './run.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The checks of a schema that judge lists. */
export function arrayChecks(schema: Schema, dialect: Dialect, compile: Compile): Check[] {
  const checks = [sizeCheck(own(schema, 'minItems'), own(schema, 'maxItems')), uniqueCheck(own(schema, 'uniqueItems'))];
  checks.push(dialect === 'draft-04' ? oldItems(schema, compile) : newItems(schema, compile));
  if (dialect === '2020-12') checks.push(containsCheck(schema, compile));
  return checks.filter((check) => check !== null);
}

function sizeCheck(least: unknown, most: unknown): Check | null {
  if (typeof least !== 'number' && typeof most !== 'number') return null;
  return (value, run) => {
    if (!Array.isArray(value)) return true;
    const found = `elements but instance has ${value.length} elements`;
    if (typeof least === 'number' && value.length < least) {
      return fail(run, () => `array is too short: must have at least ${least} ${found}`);
    }
    if (typeof most !== 'number' || value.length <= most) return true;
    return fail(run, () => `array is too long: must have at most ${most} ${found}`);
  };
}

/** Linear in the size of the list: comparing every pair would let a caller make it take minutes. */
function uniqueCheck(isWanted: unknown): Check | null {
  if (isWanted !== true) return null;
  return (value, run) => {
    if (!Array.isArray(value)) return true;
    const known = new Set<string>();
    for (const item of value) {
      const text = canonicalJson(item);
      charge(run, 1 + (text.length >> 5));
      known.add(text);
    }
    return known.size === value.length || fail(run, () => 'array must not contain duplicate elements');
  };
}

/** `items` (a schema for all or a list of schemas) and `additionalItems` of draft-04. */
function oldItems(schema: Schema, compile: Compile): Check | null {
  const items = own(schema, 'items');
  const additional = own(schema, 'additionalItems');
  if (isSchema(items)) return itemsCheck([], compile(items), null);
  if (!Array.isArray(items)) return null;
  return itemsCheck(items.filter(isSchema).map(compile), isSchema(additional) ? compile(additional) : null, additional);
}

/** `prefixItems` and `items` of 2020-12. */
function newItems(schema: Schema, compile: Compile): Check | null {
  const prefix = own(schema, 'prefixItems');
  const items = own(schema, 'items');
  if (!Array.isArray(prefix) && !isSchema(items)) return null;
  const checks = Array.isArray(prefix) ? prefix.filter(isSchema).map(compile) : [];
  return itemsCheck(checks, isSchema(items) ? compile(items) : null, items as SchemaNode | undefined);
}

function itemsCheck(prefix: readonly Check[], rest: Check | null, restSchema: unknown): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    if (restSchema === false && value.length > prefix.length) {
      return fail(run, () => `array only allows ${prefix.length} elements but instance has ${value.length} elements`);
    }
    let isValid = true;
    for (const [index, item] of value.entries()) {
      const check = prefix[index] ?? rest;
      if (!check) break;
      charge(run, 1);
      if (!check(item, run, null)) {
        if (!run.errors) return false;
        isValid = false;
      }
    }
    if (seen) {
      seen.upTo = Math.max(seen.upTo, Math.min(prefix.length, value.length));
      seen.allItems ||= rest !== null;
    }
    return isValid;
  };
}

function containsCheck(schema: Schema, compile: Compile): Check | null {
  const contains = own(schema, 'contains');
  if (!isSchema(contains)) return null;
  const least = own(schema, 'minContains') ?? 1;
  const most = own(schema, 'maxContains') ?? Infinity;
  const check = compile(contains);
  return (value, run, seen) => {
    if (!Array.isArray(value)) return true;
    const matches = value.flatMap((item, index) => (quietly(check, item, run) ? [index] : []));
    for (const index of matches) seen?.items.add(index);
    if (matches.length >= Number(least) && matches.length <= Number(most)) return true;
    return fail(run, () => `array has ${matches.length} elements that match the schema of contains`);
  };
}

/** Checks without writing down what is wrong. */
export function quietly(check: Check, value: unknown, run: Run): boolean {
  charge(run, 1);
  const { errors } = run;
  run.errors = null;
  const isValid = check(value, run, null);
  run.errors = errors;
  return isValid;
}
