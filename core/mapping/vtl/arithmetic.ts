import { JavaDouble, MappingError, deepEquals, isInteger, normalInteger, toText } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import type { BinaryOperator } from './ast.ts';

const largest = 10n ** 1000n;

/**
 * Velocity 1.7's arithmetic: integers stay integers (5 / 2 is 2) and grow without overflow, a double makes the result a
 * double. Null for what has no result: an operand that is no number, a division by zero.
 */
export function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value): Value {
  if (isInteger(left) && isInteger(right)) return integerArithmetic(operator, left, right);
  const a = asNumber(left);
  const b = asNumber(right);
  if (a === null || b === null) return null;
  switch (operator) {
    case '+':
      return new JavaDouble(a + b);
    case '-':
      return new JavaDouble(a - b);
    case '*':
      return new JavaDouble(a * b);
    case '/':
      return b === 0 ? null : new JavaDouble(a / b);
    case '%':
      return b === 0 ? null : new JavaDouble(a % b);
  }
}

function asNumber(value: Value): number | null {
  if (value instanceof JavaDouble) return value.value;
  return isInteger(value) ? Number(value) : null;
}

function integerArithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  left: number | bigint,
  right: number | bigint,
): Value {
  const a = BigInt(left);
  const b = BigInt(right);
  if (b === 0n && (operator === '/' || operator === '%')) return null;
  const result =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b;
  if (result > largest || result < -largest)
    throw new MappingError('BUDGET_EXCEEDED', 'A number is larger than allowed.');
  return normalInteger(result);
}

/** `<`, `<=`, `>` and `>=`: for numbers only; anything else is false, as in Velocity 1.7. */
export function compare(operator: BinaryOperator, left: Value, right: Value): boolean {
  const a = isInteger(left) ? left : asNumber(left);
  const b = isInteger(right) ? right : asNumber(right);
  if (a === null || b === null) return false;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  return a >= b;
}

/** `==`: numbers by value, values of one class by content, values of different classes by their text; null equals null only. */
export function looselyEquals(left: Value, right: Value, charge: Charge): boolean {
  if (left === null || right === null) return left === right;
  const a = asNumber(left);
  const b = asNumber(right);
  if (a !== null && b !== null) return isInteger(left) && isInteger(right) ? BigInt(left) === BigInt(right) : a === b;
  if (typeof left === 'object' && typeof right === 'object' && left.constructor === right.constructor) {
    return deepEquals(left, right, charge);
  }
  return typeof left === typeof right && typeof left !== 'object'
    ? left === right
    : toText(left, charge) === toText(right, charge);
}
