import { load, type EventType, type State } from 'js-yaml';
import { scanJson } from './json-scan.ts';
import { maxDocumentDepth, sourceFormat, yamlOptions } from './source-format.ts';
import { pointerTokens } from './pointer.ts';

/** A place in source text; both count from 1. */
export type Position = { line: number; column: number };

/** The place of a character offset. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', lineStart)) {
    line += 1;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** What is wanted of the document: a tree of tokens, each filled with its place when the walk meets it. */
type Wanted = { children: Map<string, Wanted>; offset: number | null };

/**
 * The places of JSON Pointers in JSON or YAML text. A member is found at its name, an array item at its value. A pointer
 * to something that the text does not hold gets the place of its nearest ancestor. Text that cannot be parsed gives the
 * places met before the error.
 */
export function locatePointers(text: string, pointers: Iterable<string>): Map<string, Position> {
  const root: Wanted = { children: new Map(), offset: null };
  const wantedPointers = new Set(pointers);
  for (const pointer of wantedPointers) {
    let node = root;
    for (const token of pointerTokens(pointer)) {
      let child = node.children.get(token);
      if (!child) {
        child = { children: new Map(), offset: null };
        node.children.set(token, child);
      }
      node = child;
    }
  }
  if (sourceFormat(text) === 'json') locateInJson(text, root);
  else locateInYaml(text, root);

  const found = new Map<string, Position>();
  const lineStarts = indexLines(text);
  for (const pointer of wantedPointers) {
    let node: Wanted | undefined = root;
    let offset = root.offset ?? 0;
    for (const token of pointerTokens(pointer)) {
      node = node.children.get(token);
      if (!node || node.offset === null) break;
      offset = node.offset;
    }
    found.set(pointer, placeOf(lineStarts, offset));
  }
  return found;
}

function indexLines(text: string): number[] {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  return starts;
}

function placeOf(lineStarts: number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

function locateInJson(text: string, root: Wanted): void {
  const open: (Wanted | null)[] = [];
  scanJson(text, maxDocumentDepth, {
    enter(key, offset) {
      const parent = open.at(-1);
      const node = key === null ? root : (parent?.children.get(String(key)) ?? null);
      if (node && node.offset === null) node.offset = offset;
      open.push(node);
    },
    leave() {
      open.pop();
    },
  });
}

/** A node that the YAML parser closed: where it began, what it made, and its own closed children in order. */
type YamlNode = { offset: number; result: unknown; children: YamlNode[] };

function locateInYaml(text: string, root: Wanted): void {
  const open: YamlNode[] = [{ offset: 0, result: null, children: [] }];
  const listener = (event: EventType, state: State) => {
    if (event === 'open') {
      open.push({ offset: state.position, result: null, children: [] });
      return;
    }
    const node = open.pop();
    if (!node) return;
    node.result = state.result as unknown;
    open.at(-1)?.children.push(node);
  };
  try {
    load(text, { ...yamlOptions, listener });
  } catch {
    return;
  }
  const top = open[0]?.children.find((node) => typeof node.result === 'object' && node.result !== null);
  if (top) placeYaml(text, top, root);
}

function placeYaml(text: string, node: YamlNode, wanted: Wanted): void {
  wanted.offset ??= skipSpace(text, node.offset);
  if (wanted.children.size === 0 || typeof node.result !== 'object' || node.result === null) return;
  if (Array.isArray(node.result)) {
    node.result.forEach((item: unknown, index) => {
      const child = wanted.children.get(String(index));
      const source = node.children.filter(
        (candidate) => candidate.result === item || Object.is(candidate.result, item),
      );
      const match = node.children.length === (node.result as unknown[]).length ? node.children[index] : source[0];
      if (child && match) placeYaml(text, match, child);
    });
    return;
  }
  const mapping = node.result as Record<string, unknown>;
  node.children.forEach((key, index) => {
    const child = typeof key.result === 'object' ? undefined : wanted.children.get(String(key.result));
    if (!child || !Object.hasOwn(mapping, String(key.result))) return;
    child.offset ??= skipSpace(text, key.offset);
    const value = node.children[index + 1];
    if (value && Object.is(value.result, mapping[String(key.result)])) placeYaml(text, value, child);
  });
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
  return at;
}
