import { JavaDouble, VtlList, VtlMap, deepEquals, isInteger, toText } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import type { Comparison, Filter, JsonPath, Operand } from './ast.ts';

/** What a filter judges: the item (`@`) within its document (`$`), and the evaluator of its paths. */
export type FilterSubject = {
  item: Value;
  document: Value;
  charge: Charge;
  evaluate: (path: JsonPath, document: Value, charge: Charge, current: Value) => Value | undefined;
};

function follow(path: JsonPath, subject: FilterSubject): Value | undefined {
  return subject.evaluate(path, subject.document, subject.charge, subject.item);
}

/** Whether a filter accepts the item. */
export function matchesFilter(filter: Filter, subject: FilterSubject): boolean {
  subject.charge(1);
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((inner) => matchesFilter(inner, subject));
    case 'or':
      return filter.filters.some((inner) => matchesFilter(inner, subject));
    case 'not':
      return !matchesFilter(filter.filter, subject);
    case 'exists':
      return exists(follow(filter.path, subject), filter.path.definite);
    case 'compare':
      return compareOperands(filter.operator, filter.left, filter.right, subject);
  }
}

function exists(value: Value | undefined, definite: boolean): boolean {
  if (value === undefined) return false;
  return definite || !(value instanceof VtlList) || value.items.length > 0;
}

function compareOperands(operator: Comparison, left: Operand, right: Operand, subject: FilterSubject): boolean {
  const { charge } = subject;
  const resolve = (operand: Operand): Value | undefined => {
    if (operand.kind === 'literal') return operand.value;
    return operand.kind === 'path' ? follow(operand.path, subject) : undefined;
  };
  if (operator === '=~') {
    if (right.kind === 'regex') return matchesPattern(resolve(left), right, charge);
    return left.kind === 'regex' && matchesPattern(resolve(right), left, charge);
  }
  const a = resolve(left);
  const b = resolve(right);
  charge(listSize(a) * listSize(b));
  return compareValues(operator, a, b, charge);
}

function matchesPattern(
  value: Value | undefined,
  { regex }: Extract<Operand, { kind: 'regex' }>,
  charge: Charge,
): boolean {
  const candidates = value instanceof VtlList ? value.items : value === undefined || value === null ? [] : [value];
  return candidates.some((candidate) => {
    if (candidate instanceof VtlMap || candidate instanceof VtlList) return false;
    const text = toText(candidate);
    charge(regex.cost(text.length));
    return regex.matches(text);
  });
}

function listSize(value: Value | undefined): number {
  return value instanceof VtlList ? value.items.length : 1;
}

/** A missing value equals nothing, is in no list and is smaller than nothing. */
function compareValues(operator: Comparison, a: Value | undefined, b: Value | undefined, charge: Charge): boolean {
  switch (operator) {
    case '==':
      return a !== undefined && b !== undefined && sameValue(a, b, charge);
    case '!=':
      return !(a !== undefined && b !== undefined && sameValue(a, b, charge));
    case '<':
      return order(a, b, (sign) => sign < 0);
    case '<=':
      return order(a, b, (sign) => sign <= 0);
    case '>':
      return order(a, b, (sign) => sign > 0);
    case '>=':
      return order(a, b, (sign) => sign >= 0);
    case 'in':
      return a !== undefined && b instanceof VtlList && includes(b, a, charge);
    case 'nin':
      return b instanceof VtlList && (a === undefined || !includes(b, a, charge));
    case 'contains':
      if (typeof a === 'string') return typeof b === 'string' && a.includes(b);
      return a instanceof VtlList && b !== undefined && includes(a, b, charge);
    case 'size':
      return (
        isInteger(b) &&
        (a instanceof VtlList ? a.items.length === Number(b) : typeof a === 'string' && a.length === Number(b))
      );
    case 'empty':
      return typeof b === 'boolean' && isEmpty(a) === b;
    default:
      return a instanceof VtlList && b instanceof VtlList && compareLists(operator, a, b, charge);
  }
}

function compareLists(operator: Comparison, a: VtlList, b: VtlList, charge: Charge): boolean {
  if (operator === 'subsetof') return a.items.every((item) => includes(b, item, charge));
  if (operator === 'all') return b.items.every((item) => includes(a, item, charge));
  if (operator === 'anyof') return a.items.some((item) => includes(b, item, charge));
  return operator === 'noneof' && !a.items.some((item) => includes(b, item, charge));
}

function includes(list: VtlList, value: Value, charge: Charge): boolean {
  return list.items.some((item) => sameValue(item, value, charge));
}

function isEmpty(value: Value | undefined): boolean | null {
  if (value instanceof VtlList) return value.items.length === 0;
  if (value instanceof VtlMap) return value.entries.size === 0;
  return typeof value === 'string' ? value === '' : null;
}

function numeric(value: Value | undefined): number | bigint | null {
  if (value instanceof JavaDouble) return value.value;
  return isInteger(value) ? value : null;
}

/** Numbers by value, a text and a number by the text, everything else by content. */
function sameValue(a: Value, b: Value, charge: Charge): boolean {
  const left = numeric(a);
  const right = numeric(b);
  if (left !== null && right !== null) return left <= right && left >= right;
  if (typeof a === 'string' && right !== null) return a === toText(b);
  if (typeof b === 'string' && left !== null) return b === toText(a);
  return deepEquals(a, b, charge);
}

function order(a: Value | undefined, b: Value | undefined, accept: (sign: number) => boolean): boolean {
  if (typeof a === 'string' && typeof b === 'string') return accept(a < b ? -1 : a > b ? 1 : 0);
  const left = numeric(a);
  const right = numeric(b);
  if (left === null || right === null) return false;
  return accept(left < right ? -1 : left > right ? 1 : 0);
}
