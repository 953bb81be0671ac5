import { MappingError, VtlList, VtlMap, maxNesting } from '../value.ts';
import type { Charge, Key, Value } from '../value.ts';
import type { JsonPath, PathFunction, Segment } from './ast.ts';
import { matchesFilter } from './filter.ts';
import { applyFunction, isNumeric } from './functions.ts';

/**
 * The value a path leads to: for a definite path the value or undefined, for any other the list of matches (which may be
 * empty), in document order. Undefined as well when the steps before the first that may match many lead nowhere.
 */
export function evaluateJsonPath(
  path: JsonPath,
  document: Value,
  charge: Charge,
  current: Value = document,
): Value | undefined {
  const values = select(path.segments, path.root === '$' ? document : current, document, charge);
  if (!values) return undefined;
  if (path.function) {
    const args = path.function.args.map((argument): Value | undefined => {
      if (argument.kind === 'path') return evaluateJsonPath(argument.path, document, charge, current);
      return argument.kind === 'literal' ? argument.value : undefined;
    });
    return callFunction(path, path.function.name, values, args, charge);
  }
  return path.definite ? values[0] : new VtlList(values, true);
}

/**
 * Calls the function at the end of a path. Of a path that may match many it yields a list with what the function makes of each
 * match; where it makes nothing of one of them, it takes the matches together. Behind `$..` it does so too, and the length is the
 * number of members of all matches (Jayway).
 */
function callFunction(
  path: JsonPath,
  name: PathFunction['name'],
  values: Value[],
  args: readonly (Value | undefined)[],
  charge: Charge,
): Value | undefined {
  const [first] = values;
  if (path.definite) return first === undefined ? undefined : applyFunction(name, first, args, charge);
  if (path.segments[0]?.deep) {
    if (name === 'length' || name === 'size') return values.reduce((total: number, value) => total + members(value), 0);
  } else if (!isNumeric(name) || values.every((value) => value instanceof VtlList)) {
    const results = values.map((value) => applyFunction(name, value, args, charge));
    if (results.every((result) => result !== undefined)) return new VtlList(results, true);
  }
  return applyFunction(name, new VtlList(values, true), args, charge);
}

function members(value: Value): number {
  if (value instanceof VtlList) return value.items.length;
  return value instanceof VtlMap ? value.entries.size : 0;
}

/** The values at the end of the steps; null when a step that leads to one value at most leads from one value to none. */
function select(segments: Segment[], start: Value, document: Value, charge: Charge): Value[] | null {
  let values: Value[] = [start];
  let isSingle = true;
  for (const [position, segment] of segments.entries()) {
    const next: Value[] = [];
    const last = position === segments.length - 1;
    for (const value of values) {
      if (segment.deep) walk(value, (inner) => step(segment, inner, last, document, charge, next), charge, 0);
      else step(segment, value, last, document, charge, next);
    }
    values = next;
    isSingle &&= leadsToOne(segment);
    if (isSingle && values.length === 0) return null;
  }
  return values;
}

function leadsToOne(segment: Segment): boolean {
  if (segment.deep) return false;
  if (segment.kind === 'names') return segment.names.length === 1;
  return segment.kind === 'indexes' && segment.indexes.length === 1;
}

/** Calls `visit` for the value and all values below it. */
function walk(value: Value, visit: (value: Value) => void, charge: Charge, depth: number): void {
  charge(1);
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'The document is nested too deeply.');
  if (!(value instanceof VtlList) && !(value instanceof VtlMap)) return;
  visit(value);
  const children = value instanceof VtlList ? value.items : value.entries.values();
  for (const child of children) walk(child, visit, charge, depth + 1);
}

function step(segment: Segment, value: Value, last: boolean, document: Value, charge: Charge, out: Value[]): void {
  charge(1);
  switch (segment.kind) {
    case 'names':
      if (value instanceof VtlMap) pickNames(value, segment, last, out);
      return;
    case 'indexes':
      if (value instanceof VtlList) {
        for (const index of segment.indexes) {
          const item = value.items.at(index);
          if (item !== undefined) out.push(item);
        }
      }
      return;
    case 'slice':
      if (value instanceof VtlList) {
        charge(value.items.length);
        for (const item of value.items.slice(segment.from ?? 0, segment.to ?? undefined)) out.push(item);
      }
      return;
    case 'wildcard':
      for (const child of children(value)) {
        charge(1);
        out.push(child);
      }
      return;
    case 'filter':
      filter(segment, value, document, charge, out);
  }
}

/** An object is judged itself, a list item by item. Behind `..` its objects come by themselves, so that each is judged once. */
function filter(
  segment: Extract<Segment, { kind: 'filter' }>,
  value: Value,
  document: Value,
  charge: Charge,
  out: Value[],
): void {
  const accepts = (item: Value) => {
    charge(1);
    return matchesFilter(segment.filter, { item, document, charge, evaluate: evaluateJsonPath });
  };
  if (segment.deep && value instanceof VtlList && !accepts(value)) return;
  for (const candidate of value instanceof VtlMap ? [value] : children(value)) {
    if (accepts(candidate)) out.push(candidate);
  }
}

function children(value: Value): Iterable<Value> {
  if (value instanceof VtlList) return value.items;
  return value instanceof VtlMap ? value.entries.values() : [];
}

/**
 * Several names at the end of a path make one object of them, as Jayway does; before the end they are alternatives. Behind `..`
 * an object without all of them is passed over.
 */
function pickNames(
  map: VtlMap,
  { names, deep }: Extract<Segment, { kind: 'names' }>,
  last: boolean,
  out: Value[],
): void {
  if (deep && !names.every((name) => map.entries.has(name))) return;
  if (names.length > 1 && last) {
    const picked = new Map<Key, Value>();
    for (const name of names) {
      const item = map.entries.get(name);
      if (item !== undefined) picked.set(name, item);
    }
    out.push(new VtlMap(picked));
    return;
  }
  for (const name of names) {
    const item = map.entries.get(name);
    if (item !== undefined) out.push(item);
  }
}
