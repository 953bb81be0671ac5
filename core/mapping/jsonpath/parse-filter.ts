import { parseJson } from '../json.ts';
import { linearRegex } from '../linear-regex.ts';
import { MappingError, VtlList } from '../value.ts';
import type { Value } from '../value.ts';
import { comparisons } from './ast.ts';
import type { Comparison, Filter, JsonPath, Operand } from './ast.ts';
import type { PathReader } from './reader.ts';

const operatorPattern = /\s*(===?|!==?|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|contains|all|size|empty)\b)/iy;

type ParsePath = (reader: PathReader) => JsonPath;

/** Reads the inside of `?( )`: comparisons joined by `&&`, `||` and `!`, as Jayway's filters. */
export function parseFilter(reader: PathReader, parsePath: ParsePath): Filter {
  const filters = [conjunction(reader, parsePath)];
  while (reader.match(/\s*\|\|/y)) filters.push(conjunction(reader, parsePath));
  return filters.length === 1 ? (filters[0] as Filter) : { kind: 'or', filters };
}

function conjunction(reader: PathReader, parsePath: ParsePath): Filter {
  const filters = [term(reader, parsePath)];
  while (reader.match(/\s*&&/y)) filters.push(term(reader, parsePath));
  return filters.length === 1 ? (filters[0] as Filter) : { kind: 'and', filters };
}

function term(reader: PathReader, parsePath: ParsePath): Filter {
  reader.skipSpace();
  if (reader.match(/!(?!=)/y)) return { kind: 'not', filter: reader.nested(() => term(reader, parsePath)) };
  if (reader.take('(')) {
    const filter = reader.nested(() => parseFilter(reader, parsePath));
    reader.skipSpace();
    if (!reader.take(')')) reader.fail('A parenthesis is not closed');
    return filter;
  }
  const left = operand(reader, parsePath);
  const operator = comparison(reader);
  if (operator !== null) return { kind: 'compare', operator, left, right: operand(reader, parsePath) };
  if (left.kind !== 'path') return reader.fail('A value in a filter is compared with something');
  return { kind: 'exists', path: left.path };
}

function comparison(reader: PathReader): Comparison | null {
  const found = reader.match(operatorPattern)?.[1]?.toLowerCase();
  if (found === undefined) return null;
  const name = found === '===' ? '==' : found === '!==' ? '!=' : found;
  return comparisons.find((candidate) => candidate === name) ?? null;
}

/** A path, a regular expression, or a JSON value with texts in either kind of quotes. */
export function operand(reader: PathReader, parsePath: ParsePath): Operand {
  reader.skipSpace();
  if (reader.char === '@' || reader.char === '$') return { kind: 'path', path: reader.nested(() => parsePath(reader)) };
  if (reader.char === '/') return regex(reader);
  return { kind: 'literal', value: literal(reader) };
}

function regex(reader: PathReader): Operand {
  const start = reader.at;
  const match = reader.match(/\/((?:[^/\\]|\\[^])*)\/([a-zA-Z]*)/y);
  if (!match) return reader.fail('A regular expression is not closed');
  if (!/^i?$/.test(match[2] ?? '')) reader.fail('A regular expression knows the flag i only');
  try {
    return { kind: 'regex', regex: linearRegex((match[1] ?? '').replaceAll('\\/', '/'), match[2] === 'i') };
  } catch (error) {
    return reader.fail(
      error instanceof MappingError ? error.message.replace(/\.$/, '') : 'The regular expression is not valid',
      start,
    );
  }
}

function literal(reader: PathReader): Value {
  if (reader.char === "'" || reader.char === '"') return reader.quoted();
  if (reader.take('[')) return reader.nested(() => list(reader));
  const word = reader.match(/true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?/y)?.[0];
  if (word === undefined || word.length > 100) return reader.fail('A value, @ path or $ path is expected');
  return parseJson(word.replace(/^(-?)0+(?=\d)/, '$1'));
}

function list(reader: PathReader): Value {
  const items: Value[] = [];
  reader.skipSpace();
  while (!reader.take(']')) {
    if (items.length > 0 && !reader.match(/\s*,\s*/y)) reader.fail('A comma or ] is expected in this list');
    items.push(literal(reader));
    reader.skipSpace();
  }
  return new VtlList(items, true);
}
