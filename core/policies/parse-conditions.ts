import { keyPresence } from './condition-keys.ts';
import { operators } from './condition-operators.ts';
import { variablesOf } from './pattern.ts';
import type { Condition } from './policy.ts';

type Report = (path: readonly (string | number)[], message: string) => void;

/**
 * Reads a statement's Condition: operators, each with keys, each with one value or a list of them.
 * @param readText how values are written that may have variables
 */
export function parseConditions(condition: unknown, readText: (text: string) => string, report: Report): Condition[] {
  if (condition === undefined) return [];
  if (!isObject(condition)) {
    report([], 'Condition is an object of operators.');
    return [];
  }
  return Object.entries(condition).flatMap(([operator, byKey]) => {
    if (!isObject(byKey)) {
      report([operator], `${operator} is an object of condition keys.`);
      return [];
    }
    return Object.entries(byKey).flatMap(([key, value]) => {
      if (keyPresence(key) === null) {
        report([operator, key], `${key} is no condition key of API Gateway's policies.`);
        return [];
      }
      const at: Report = (below, message) => report([operator, key, ...below], message);
      const test = readTest(operator, valuesOf(value, at).map(readText), at);
      return test ? [{ key: key.toLowerCase(), test }] : [];
    });
  });
}

function readTest(written: string, values: readonly string[], report: Report): Condition['test'] | null {
  const parts = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(written);
  const name = parts?.[2] ?? '';
  if (written === 'Null') {
    const [value = '', ...rest] = values.map((each) => each.toLowerCase());
    if ((value !== 'true' && value !== 'false') || rest.length > 0) report([], 'Null is "true" or "false".');
    return { kind: 'null', isAbsent: value === 'true' };
  }
  const operator = operators.get(name);
  if (!operator) {
    report([], `${written} is no condition operator.`);
    return null;
  }
  const matchers = values.flatMap((value) => {
    for (const variable of variablesOf(value)) {
      if (keyPresence(variable) === null) report([], `\${${variable}} is no variable that requests have.`);
    }
    const matcher = operator.compile(value);
    if (typeof matcher !== 'string') return [matcher];
    report([], matcher);
    return [];
  });
  return {
    kind: 'values',
    quantifier: parts?.[1] === 'ForAnyValue' || parts?.[1] === 'ForAllValues' ? parts[1] : null,
    ifExists: parts?.[3] !== undefined,
    negated: operator.negated,
    matchers,
  };
}

/** Numbers and booleans may stand without quotes. */
function valuesOf(value: unknown, report: Report): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) report([], 'A condition needs a value.');
  return list.flatMap((each) => {
    if (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean') return [String(each)];
    report([], 'A value is a text, a number or a boolean.');
    return [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
