import { arrayChecks, quietly } from './array-keywords.ts';
import { objectChecks } from './object-keywords.ts';
import type { Dialect, Located, SchemaRegistry } from './registry.ts';
import { charge, fail, isObject, isSchema, mergeEvaluated, nothingEvaluated, own, shown } from './run.ts';
import type { Check, Evaluated, Run, SchemaNode } from './run.ts';
import { scalarChecks } from './scalar-keywords.ts';

/** Compiles a schema that stands within another one. */
export type Compile = (schema: SchemaNode) => Check;

type Schema = Readonly<Record<string, unknown>>;

const always: Check = () => true;
const never: Check = (_value, run) => fail(run, () => 'no value is allowed here');

/** Compiles schemas of one registry into checks; each schema once, so that recursive ones end. */
export class SchemaCompiler {
  private readonly registry: SchemaRegistry;
  private readonly compiled = new Map<SchemaNode, Check>();

  constructor(registry: SchemaRegistry) {
    this.registry = registry;
  }

  /** @throws Error when a reference leads nowhere, MappingError when a pattern is not valid */
  compile({ schema, base, dialect }: Located): Check {
    if (typeof schema === 'boolean') return schema ? always : never;
    const known = this.compiled.get(schema);
    if (known) return known;
    let check: Check = never;
    this.compiled.set(schema, (value, run, seen) => check(value, run, seen));
    check = this.checkOf(schema, this.registry.baseOf(schema, base), dialect);
    return check;
  }

  private checkOf(schema: Schema, base: string, dialect: Dialect): Check {
    const compile: Compile = (inner) => this.compile({ schema: inner, base, dialect });
    const reference = own(schema, '$ref');
    const refersTo = typeof reference === 'string' ? this.referenceCheck(reference, base, dialect) : null;
    if (dialect === 'draft-04' && refersTo) return refersTo;
    const dynamic = own(schema, '$dynamicRef');
    const checks = [
      refersTo,
      typeof dynamic === 'string' ? this.dynamicReferenceCheck(dynamic, base, dialect) : null,
      ...scalarChecks(schema, dialect),
      ...objectChecks(schema, dialect, compile),
      ...arrayChecks(schema, dialect, compile),
      ...combinationChecks(schema, dialect, compile),
    ].filter((check) => check !== null);
    const last = dialect === '2020-12' ? unevaluatedChecks(schema, compile) : [];
    return inScope(base, last.length > 0 ? withOwnEvaluation(checks, last) : inOrder(checks));
  }

  private referenceCheck(reference: string, base: string, dialect: Dialect): Check {
    const target = this.registry.resolve(reference, base, dialect);
    const check = this.compile(target);
    return inScope(target.base, check);
  }

  /** As a reference; when it leads to a `$dynamicAnchor`, the outermost resource with an anchor of this name has the word. */
  private dynamicReferenceCheck(reference: string, base: string, dialect: Dialect): Check {
    const target = this.registry.resolve(reference, base, dialect);
    const name = reference.slice(reference.indexOf('#') + 1);
    const isDynamic =
      reference.includes('#') && this.registry.dynamicAnchor(target.base, name)?.schema === target.schema;
    const fixed = inScope(target.base, this.compile(target));
    if (!isDynamic) return fixed;
    return (value, run, seen) => {
      let found: Located | undefined;
      for (let scope = run.scope; scope; scope = scope.parent)
        found = this.registry.dynamicAnchor(scope.base, name) ?? found;
      return found ? inScope(found.base, this.compile(found))(value, run, seen) : fixed(value, run, seen);
    };
  }
}

/** Enters a schema resource; nothing is to be done where validation is in it already. */
function inScope(base: string, check: Check): Check {
  return (value, run, seen) => {
    charge(run, 1);
    const { scope } = run;
    if (scope?.base === base) return check(value, run, seen);
    run.scope = { base, parent: scope };
    const isValid = check(value, run, seen);
    run.scope = scope;
    return isValid;
  };
}

function inOrder(checks: readonly Check[]): Check {
  const [first, ...rest] = checks;
  if (!first) return always;
  if (rest.length === 0) return first;
  return (value, run, seen) => {
    let isValid = true;
    for (const check of checks) {
      if (check(value, run, seen)) continue;
      if (!run.errors) return false;
      isValid = false;
    }
    return isValid;
  };
}

/** `unevaluated*` look at what this schema's own checks have evaluated, and at nothing from outside of it. */
function withOwnEvaluation(checks: readonly Check[], last: readonly Check[]): Check {
  const first = inOrder(checks);
  const then = inOrder(last);
  return (value, run, seen) => {
    const mine = nothingEvaluated();
    const isValid = first(value, run, mine) && then(value, run, mine);
    if (isValid && seen) mergeEvaluated(seen, mine);
    return isValid;
  };
}

/** Checks a branch that may fail: what it evaluated counts when it passes. */
function branch(check: Check, value: unknown, run: Run, seen: Evaluated | null): boolean {
  charge(run, 1);
  const { errors } = run;
  run.errors = null;
  const mine = seen && nothingEvaluated();
  const isValid = check(value, run, mine);
  run.errors = errors;
  if (isValid && seen && mine) mergeEvaluated(seen, mine);
  return isValid;
}

function schemasOf(schema: Schema, keyword: string, compile: Compile): Check[] | null {
  const list = own(schema, keyword);
  return Array.isArray(list) ? list.filter(isSchema).map(compile) : null;
}

function combinationChecks(schema: Schema, dialect: Dialect, compile: Compile): Check[] {
  const checks: Check[] = [];
  const all = schemasOf(schema, 'allOf', compile);
  if (all) checks.push(inOrder(all));
  const any = schemasOf(schema, 'anyOf', compile);
  if (any) checks.push(anyOf(any));
  const one = schemasOf(schema, 'oneOf', compile);
  if (one) checks.push(oneOf(one));
  const not = own(schema, 'not');
  if (isSchema(not)) checks.push(notCheck(compile(not)));
  const condition = own(schema, 'if');
  if (dialect === '2020-12' && isSchema(condition)) checks.push(conditional(schema, compile(condition), compile));
  return checks;
}

function anyOf(checks: readonly Check[]): Check {
  return (value, run, seen) => {
    // Every branch that passes adds to what is evaluated.
    let isValid = false;
    for (const check of checks) {
      if (branch(check, value, run, seen)) isValid = true;
      if (isValid && !seen) return true;
    }
    return isValid || fail(run, () => `instance failed to match at least one required schema among ${checks.length}`);
  };
}

function oneOf(checks: readonly Check[]): Check {
  return (value, run, seen) => {
    const matched = checks.filter((check) => branch(check, value, run, seen)).length;
    if (matched === 1) return true;
    return fail(run, () => `instance failed to match exactly one schema (matched ${matched} out of ${checks.length})`);
  };
}

function notCheck(check: Check): Check {
  return (value, run) =>
    !quietly(check, value, run) || fail(run, () => 'instance matched a schema which it should not have');
}

function conditional(schema: Schema, condition: Check, compile: Compile): Check {
  const [then, otherwise] = [own(schema, 'then'), own(schema, 'else')].map((each) =>
    isSchema(each) ? compile(each) : always,
  );
  return (value, run, seen) => {
    const next = branch(condition, value, run, seen) ? then : otherwise;
    return next?.(value, run, seen) ?? true;
  };
}

function unevaluatedChecks(schema: Schema, compile: Compile): Check[] {
  const checks: Check[] = [];
  const items = own(schema, 'unevaluatedItems');
  const names = own(schema, 'unevaluatedProperties');
  if (isSchema(items)) checks.push(unevaluatedItems(compile(items)));
  if (isSchema(names)) checks.push(unevaluatedNames(compile(names)));
  return checks;
}

function unevaluatedItems(check: Check): Check {
  return (value, run, seen) => {
    if (!Array.isArray(value) || !seen || seen.allItems) return true;
    const wrong = value.findIndex(
      (item, index) => index >= seen.upTo && !seen.items.has(index) && !quietly(check, item, run),
    );
    seen.allItems = true;
    return (
      wrong < 0 || fail(run, () => `array has an element that is not allowed by the schema: ${shown(value[wrong])}`)
    );
  };
}

function unevaluatedNames(check: Check): Check {
  return (value, run, seen) => {
    if (!isObject(value) || !seen || seen.allNames) return true;
    const refused = Object.entries(value)
      .filter(([name, member]) => !seen.names.has(name) && !quietly(check, member, run))
      .map(([name]) => name);
    seen.allNames = true;
    if (refused.length === 0) return true;
    return fail(
      run,
      () => `object instance has properties which are not allowed by the schema: ${shown(refused.sort())}`,
    );
  };
}
