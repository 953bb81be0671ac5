import { operand, parseFilter } from './parse-filter.ts';
import { JsonPathSyntaxError, PathReader } from './reader.ts';
import { pathFunctions } from './ast.ts';
import type { JsonPath, Operand, PathFunction, Segment } from './ast.ts';

const cache = new Map<string, JsonPath>();
const cacheSize = 1000;
const maxLength = 4096;

/**
 * Compiles a JSONPath in Jayway's dialect, which AWS API Gateway uses. A path without a leading `$` starts at the root:
 * `a.b` is `$.a.b`.
 *
 * @throws JsonPathSyntaxError with the offset of the mistake.
 */
export function compileJsonPath(source: string): JsonPath {
  const known = cache.get(source);
  if (known) return known;
  const text = source.trim();
  if (text.length > maxLength) throw new JsonPathSyntaxError(`A path has at most ${maxLength} characters.`, 0);
  const rooted = text.startsWith('$') ? text : text.startsWith('[') ? `$${text}` : `$.${text}`;
  const reader = new PathReader(rooted);
  const path = parsePath(reader);
  reader.skipSpace();
  if (!reader.done) reader.fail('Unexpected text after the path');
  if (cache.size >= cacheSize) cache.clear();
  cache.set(source, path);
  return path;
}

/** Reads a path that starts with `$` or `@` and stops where no further step follows. */
export function parsePath(reader: PathReader): JsonPath {
  const root = reader.match(/[$@]/y)?.[0];
  if (root !== '$' && root !== '@') return reader.fail('A path starts with $ or @');
  const segments: Segment[] = [];
  let call: PathFunction | null = null;
  while (!reader.done && call === null) {
    const deep = reader.take('..');
    if (!deep && reader.looksAt('.[')) reader.take('.');
    if (reader.char === '[') {
      segments.push(...bracket(reader, deep));
    } else if (deep || reader.take('.')) {
      if (reader.take('*')) segments.push({ kind: 'wildcard', deep });
      else {
        const name = reader.match(/[^.[\]()\s,=<>!&|]+/y)?.[0] ?? reader.fail('A name is expected after the dot');
        if (reader.char === '(') call = pathFunction(reader, name);
        else segments.push({ kind: 'names', names: [name], deep });
      }
    } else break;
    if (segments.length > 100) reader.fail('A path has at most 100 steps');
  }
  return { root, segments, function: call, definite: isDefinite(segments) };
}

function isDefinite(segments: Segment[]): boolean {
  return segments.every((segment, position) => {
    if (segment.deep) return false;
    if (segment.kind === 'names') return segment.names.length === 1 || position === segments.length - 1;
    return segment.kind === 'indexes' && segment.indexes.length === 1;
  });
}

function pathFunction(reader: PathReader, name: string): PathFunction {
  const known = pathFunctions.find((candidate) => candidate === name);
  if (!known) return reader.fail(`${name}() is not a function of JSONPath here`);
  reader.take('(');
  const args: Operand[] = [];
  reader.skipSpace();
  while (!reader.take(')')) {
    if (args.length > 0 && !reader.match(/\s*,\s*/y)) reader.fail('A comma or ) is expected between arguments');
    args.push(reader.nested(() => operand(reader, parsePath)));
    reader.skipSpace();
  }
  if (known === 'index' && (args.length !== 1 || args[0]?.kind !== 'literal')) reader.fail('index() takes a number');
  return { name: known, args };
}

function bracket(reader: PathReader, deep: boolean): Segment[] {
  const start = reader.at;
  reader.take('[');
  reader.skipSpace();
  let segment: Segment;
  if (reader.take('*')) {
    segment = { kind: 'wildcard', deep };
  } else if (reader.match(/\?\s*\(/y)) {
    segment = { kind: 'filter', filter: reader.nested(() => parseFilter(reader, parsePath)), deep };
    reader.skipSpace();
    if (!reader.take(')')) reader.fail('A filter ends with )]');
  } else if (reader.char === "'" || reader.char === '"') {
    const names = [reader.quoted()];
    while (reader.match(/\s*,\s*/y)) names.push(reader.quoted());
    segment = { kind: 'names', names, deep };
  } else {
    segment = position(reader, deep);
  }
  reader.skipSpace();
  if (!reader.take(']')) reader.fail('A bracket is not closed', start);
  return [segment];
}

function position(reader: PathReader, deep: boolean): Segment {
  const slice = reader.match(/(-?\d{1,9})?\s*:\s*(-?\d{1,9})?/y);
  if (slice) {
    const [, from, to] = slice;
    return {
      kind: 'slice',
      from: from === undefined ? null : Number(from),
      to: to === undefined ? null : Number(to),
      deep,
    };
  }
  const indexes = reader.match(/-?\d{1,9}(?:\s*,\s*-?\d{1,9})*/y)?.[0];
  if (indexes === undefined) return reader.fail("A bracket holds a number, a slice, 'names', * or ?(filter)");
  return { kind: 'indexes', indexes: indexes.split(',').map(Number), deep };
}
