import { linearRegex } from '../../mapping/linear-regex.ts';
import type { LinearRegex } from '../../mapping/linear-regex.ts';
import { quietly } from './array-keywords.ts';
import type { Compile } from './compile.ts';
import type { Dialect } from './registry.ts';
import { charge, fail, isObject, isSchema, own, shown } from './run.ts';
import type { Check } from './run.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The checks of a schema that judge objects. */
export function objectChecks(schema: Schema, dialect: Dialect, compile: Compile): Check[] {
  const checks = [
    requiredCheck(own(schema, 'required')),
    countCheck(own(schema, 'minProperties'), own(schema, 'maxProperties')),
    membersCheck(schema, compile),
    dialect === '2020-12' ? namesCheck(own(schema, 'propertyNames'), compile) : null,
    ...dependencyChecks(schema, compile),
  ];
  return checks.filter((check) => check !== null);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function requiredCheck(required: unknown): Check | null {
  const names = texts(required);
  if (names.length === 0) return null;
  return (value, run) => {
    if (!isObject(value)) return true;
    charge(run, names.length >> 3);
    const missing = names.filter((name) => !Object.hasOwn(value, name));
    return (
      missing.length === 0 ||
      fail(run, () => `object has missing required properties (${JSON.stringify(missing.sort())})`)
    );
  };
}

function countCheck(least: unknown, most: unknown): Check | null {
  if (typeof least !== 'number' && typeof most !== 'number') return null;
  return (value, run) => {
    if (!isObject(value)) return true;
    const count = Object.keys(value).length;
    charge(run, count >> 3);
    if (typeof least === 'number' && count < least) {
      return fail(run, () => `object has too few properties (found ${count} but schema requires at least ${least})`);
    }
    if (typeof most !== 'number' || count <= most) return true;
    return fail(run, () => `object has too many properties (found ${count} but schema requires at most ${most})`);
  };
}

type Pattern = { regex: LinearRegex; check: Check };

/** `properties`, `patternProperties` and `additionalProperties` together: the last judges what the others leave. */
function membersCheck(schema: Schema, compile: Compile): Check | null {
  const properties = own(schema, 'properties');
  const byPattern = own(schema, 'patternProperties');
  const additional = own(schema, 'additionalProperties');
  if (!isObject(properties) && !isObject(byPattern) && !isSchema(additional)) return null;
  const named = new Map<string, Check>();
  for (const [name, member] of Object.entries(isObject(properties) ? properties : {})) {
    if (isSchema(member)) named.set(name, compile(member));
  }
  const patterns: Pattern[] = [];
  for (const [pattern, member] of Object.entries(isObject(byPattern) ? byPattern : {})) {
    if (isSchema(member)) patterns.push({ regex: linearRegex(pattern), check: compile(member) });
  }
  const rest = isSchema(additional) && additional !== false ? compile(additional) : null;
  return (value, run, seen) => {
    if (!isObject(value)) return true;
    const refused: string[] = [];
    let isValid = true;
    for (const [name, member] of Object.entries(value)) {
      charge(run, 1);
      let isKnown = false;
      const judge = (check: Check) => {
        isKnown = true;
        if (!check(member, run, null)) isValid = false;
      };
      const check = named.get(name);
      if (check) judge(check);
      for (const pattern of patterns) {
        charge(run, pattern.regex.cost(name.length));
        if (pattern.regex.finds(name)) judge(pattern.check);
      }
      if (!isKnown && rest) judge(rest);
      if (isKnown) seen?.names.add(name);
      else if (additional === false) refused.push(name);
      if (!isValid && !run.errors) return false;
    }
    if (refused.length === 0) return isValid;
    const names = shown(refused.sort());
    return fail(run, () => `object instance has properties which are not allowed by the schema: ${names}`);
  };
}

function namesCheck(schema: unknown, compile: Compile): Check | null {
  if (!isSchema(schema)) return null;
  const check = compile(schema);
  return (value, run) => {
    if (!isObject(value)) return true;
    const wrong = Object.keys(value).find((name) => !quietly(check, name, run));
    return wrong === undefined || fail(run, () => `object has a property whose name is not allowed: ${shown(wrong)}`);
  };
}

/** `dependencies` of draft-04, and `dependentRequired` and `dependentSchemas` into which 2020-12 split it. */
function dependencyChecks(schema: Schema, compile: Compile): Check[] {
  return ['dependencies', 'dependentRequired', 'dependentSchemas'].flatMap((keyword) => {
    const dependencies = own(schema, keyword);
    if (!isObject(dependencies)) return [];
    return Object.entries(dependencies).flatMap(([name, needed]): Check[] => {
      if (isSchema(needed)) {
        const check = compile(needed);
        return [(value, run, seen) => !isObject(value) || !Object.hasOwn(value, name) || check(value, run, seen)];
      }
      return [neededNamesCheck(name, texts(needed))];
    });
  });
}

function neededNamesCheck(name: string, needed: string[]): Check {
  return (value, run) => {
    if (!isObject(value) || !Object.hasOwn(value, name)) return true;
    const missing = needed.filter((other) => !Object.hasOwn(value, other));
    if (missing.length === 0) return true;
    const what = `(schema requires ${JSON.stringify(needed)}; missing: ${JSON.stringify(missing)})`;
    return fail(run, () => `property ${shown(name)} of object has missing property dependencies ${what}`);
  };
}
