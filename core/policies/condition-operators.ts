import { isInNetwork, parseIpAddress, parseNetwork } from '../addresses/ip-address.ts';
import { arnMatcher } from './arn.ts';
import { compilePattern, fillPattern, matchesPattern, type VariableLookup } from './pattern.ts';

/** Whether a value of the request is what one value of the policy asks for. */
export type Matcher = (value: string, lookup: VariableLookup) => boolean;

export type Operator = {
  /** Holds when no value of the policy matches, and when the key is not there at all. */
  readonly negated: boolean;
  /** Compiles a value of the policy; a text says why the value can never be right for the operator. */
  readonly compile: (text: string) => Matcher | string;
};

function textOperator(isEqual: (a: string, b: string) => boolean): Operator['compile'] {
  return (text) => {
    const pattern = compilePattern(text, false);
    if (!text.includes('${')) return (value) => isEqual(text, value);
    return (value, lookup) => {
      const wanted = fillPattern(pattern, lookup);
      return wanted !== null && isEqual(wanted, value);
    };
  };
}

function like(text: string): Matcher {
  const pattern = compilePattern(text);
  return (value, lookup) => matchesPattern(pattern, value, lookup);
}

function numberOperator(isTrue: (value: number, wanted: number) => boolean): Operator['compile'] {
  return comparison(parseNumber, 'is not a number', isTrue);
}

function dateOperator(isTrue: (value: number, wanted: number) => boolean): Operator['compile'] {
  return comparison(parseDate, 'is neither an ISO 8601 date nor seconds since 1970', isTrue);
}

function comparison(
  parse: (text: string) => number | null,
  fault: string,
  isTrue: (value: number, wanted: number) => boolean,
): Operator['compile'] {
  return (text) => {
    const wanted = parse(text);
    if (wanted === null) return `${JSON.stringify(text)} ${fault}.`;
    return (value) => {
      const given = parse(value);
      return given !== null && isTrue(given, wanted);
    };
  };
}

function parseNumber(text: string): number | null {
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : null;
}

/** Seconds since 1970 of an ISO 8601 date or of that number itself (AWS IAM, date condition operators). */
function parseDate(text: string): number | null {
  if (/^\d{1,12}(?:\.\d{1,9})?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text);
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text))
    return null;
  const isZoned = !text.includes('T') || /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  const ms = Date.parse(isZoned ? text : `${text}Z`);
  return Number.isNaN(ms) ? null : ms / 1000;
}

function bool(text: string): Matcher | string {
  const wanted = text.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return `${JSON.stringify(text)} is neither true nor false.`;
  return (value) => value.toLowerCase() === wanted;
}

function ipAddress(text: string): Matcher | string {
  const network = parseNetwork(text);
  if (!network) return `${JSON.stringify(text)} is no IP address and no network such as 203.0.113.0/24.`;
  return (value) => {
    const address = parseIpAddress(value);
    return address !== null && isInNetwork(address, network);
  };
}

/** An operator and its opposite. */
function pair(name: string, opposite: string, compile: Operator['compile']): [string, Operator][] {
  return [
    [name, { negated: false, compile }],
    [opposite, { negated: true, compile }],
  ];
}

function ordered(prefix: string, make: (isTrue: (a: number, b: number) => boolean) => Operator['compile']) {
  const positive = (name: string, compile: Operator['compile']): [string, Operator] => [
    `${prefix}${name}`,
    { negated: false, compile },
  ];
  return [
    ...pair(
      `${prefix}Equals`,
      `${prefix}NotEquals`,
      make((a, b) => a === b),
    ),
    positive(
      'LessThan',
      make((a, b) => a < b),
    ),
    positive(
      'LessThanEquals',
      make((a, b) => a <= b),
    ),
    positive(
      'GreaterThan',
      make((a, b) => a > b),
    ),
    positive(
      'GreaterThanEquals',
      make((a, b) => a >= b),
    ),
  ];
}

/** The condition operators of AWS IAM by name, without `Null`, `IfExists` and the set operators, which parse-policy.ts reads. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...pair(
    'StringEquals',
    'StringNotEquals',
    textOperator((a, b) => a === b),
  ),
  ...pair(
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    textOperator((a, b) => a.toLowerCase() === b.toLowerCase()),
  ),
  ...pair('StringLike', 'StringNotLike', like),
  ...ordered('Numeric', numberOperator),
  ...ordered('Date', dateOperator),
  ['Bool', { negated: false, compile: bool }] as const,
  ...pair('IpAddress', 'NotIpAddress', ipAddress),
  ...pair('ArnEquals', 'ArnNotEquals', arnMatcher),
  ...pair('ArnLike', 'ArnNotLike', arnMatcher),
]);
