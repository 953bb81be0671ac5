import { JsonSyntaxError } from './json.ts';
import type { JsonBody } from './json-body.ts';
import type { JsonPath } from './jsonpath/ast.ts';
import { chargeUpTo } from './jsonpath/charge.ts';
import { compileJsonPath } from './jsonpath/parse.ts';
import { JsonPathSyntaxError } from './jsonpath/reader.ts';
import { MappingError, toJson } from './value.ts';
import type { Value } from './value.ts';

/** Which of a message's parameters a source reads. The multivalue ones give every value, the others the last. */
const locations = ['header', 'querystring', 'path', 'multivalueheader', 'multivaluequerystring'] as const;
type Location = (typeof locations)[number];

/** Where a mapped value comes from, compiled once. */
export type ParameterSource =
  | { kind: 'static'; value: string }
  | { kind: 'request'; location: Location; name: string }
  | { kind: 'response'; location: 'header' | 'multivalueheader'; name: string }
  | { kind: 'body'; message: 'request' | 'response'; path: JsonPath | null }
  | { kind: 'stageVariable'; name: string }
  | { kind: 'context'; path: string[] };

/**
 * The message and the request's surroundings that a source reads. Header names ignore case; lists of values keep their
 * order. For a response mapping `header` and `body` are the integration response's, and `querystring` and `path` are not read.
 */
export type ParameterInput = {
  header(name: string): readonly string[];
  querystring(name: string): readonly string[];
  path(name: string): string | undefined;
  readonly body: JsonBody;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
};

const nothing: readonly string[] = [];

/** Most values of a body that one source visits. */
const maxVisited = 100_000;

/**
 * Compiles a source expression of a parameter mapping: `method.request.header.X`, `.querystring.X`, `.path.X`,
 * `.multivalueheader.X`, `.multivaluequerystring.X`, `method.request.body` with an optional JSONPath, the same for
 * `integration.response` (header, multivalueheader, body), `stageVariables.X`, `context.X` or a 'static value'.
 */
export function parseSource(expression: string): { source: ParameterSource } | { problem: string } {
  const text = expression.trim();
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'"))
    return { source: { kind: 'static', value: text.slice(1, -1) } };
  const body = /^(method\.request|integration\.response)\.body(?:[.](?=.)|(?=\[)|$)/.exec(text);
  if (body) return parseBody(body[1] === 'method.request' ? 'request' : 'response', text.slice(body[0].length));
  const request = /^method\.request\.([a-z]+)\.(.+)$/.exec(text);
  const location = locations.find((candidate) => candidate === request?.[1]);
  if (request && location) return { source: { kind: 'request', location, name: request[2] ?? '' } };
  const response = /^integration\.response\.(header|multivalueheader)\.(.+)$/.exec(text);
  if (response) {
    const from = response[1] === 'header' ? 'header' : 'multivalueheader';
    return { source: { kind: 'response', location: from, name: response[2] ?? '' } };
  }
  const variable = /^stageVariables\.([A-Za-z0-9_]+)$/.exec(text);
  if (variable) return { source: { kind: 'stageVariable', name: variable[1] ?? '' } };
  const context = /^context((?:\.[A-Za-z0-9_-]+)+)$/.exec(text);
  if (context) return { source: { kind: 'context', path: (context[1] ?? '').slice(1).split('.') } };
  return {
    problem: `${JSON.stringify(text.slice(0, 200))} is not a source: use method.request.*, integration.response.*, stageVariables.*, context.* or a 'static value'.`,
  };
}

function parseBody(message: 'request' | 'response', rest: string): { source: ParameterSource } | { problem: string } {
  if (rest === '') return { source: { kind: 'body', message, path: null } };
  try {
    return { source: { kind: 'body', message, path: compileJsonPath(rest) } };
  } catch (error) {
    if (error instanceof JsonPathSyntaxError || error instanceof MappingError) return { problem: error.message };
    throw error;
  }
}

/** The values a source has in a request; none when what it names is absent, or a body is not JSON. Values are raw, not made safe for a header. */
export function readSource(source: ParameterSource, input: ParameterInput): readonly string[] {
  switch (source.kind) {
    case 'static':
      return [source.value];
    case 'request':
    case 'response':
      return readParameter(source.location, source.name, input);
    case 'body':
      return readBody(source.path, input.body);
    case 'stageVariable': {
      const value = Object.hasOwn(input.stageVariables, source.name) ? input.stageVariables[source.name] : undefined;
      return value === undefined ? nothing : [value];
    }
    case 'context':
      return readContext(source.path, input.context);
  }
}

function readParameter(location: Location, name: string, input: ParameterInput): readonly string[] {
  if (location === 'path') {
    const value = input.path(name);
    return value === undefined ? nothing : [value];
  }
  if (location === 'multivalueheader') return input.header(name);
  if (location === 'multivaluequerystring') return input.querystring(name);
  const last = (location === 'header' ? input.header(name) : input.querystring(name)).at(-1);
  return last === undefined ? nothing : [last];
}

function readBody(path: JsonPath | null, body: JsonBody): readonly string[] {
  if (path === null) return body.text === '' ? nothing : [body.text];
  try {
    const value = body.at(path, chargeUpTo(maxVisited + (body.text.length >> 6)));
    return value === undefined || value === null ? nothing : [parameterText(value)];
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof MappingError) return nothing;
    throw error;
  }
}

function parameterText(value: Value): string {
  return typeof value === 'string' ? value : toJson(value);
}

function readContext(path: string[], context: Readonly<Record<string, unknown>>): readonly string[] {
  let value: unknown = context;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return nothing;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === undefined || value === null) return nothing;
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
