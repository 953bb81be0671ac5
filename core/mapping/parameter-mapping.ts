import { headerName, headerValue, isFramingHeader } from './header-value.ts';
import { parseSource, readSource } from './parameter-source.ts';
import type { ParameterInput, ParameterSource } from './parameter-source.ts';

type Target = { location: 'header' | 'querystring' | 'path'; name: string };
type Mapping = { name: string; source: ParameterSource };

/** A parameter mapping, compiled once per deployment. */
export type RequestMapping = { header: readonly Mapping[]; querystring: readonly Mapping[]; path: readonly Mapping[] };
export type ResponseMapping = { header: readonly Mapping[] };

/** A pair that cannot be used; `target` is its key in the design. */
export type MappingProblem = { target: string; message: string };

export type MappedRequest = {
  header: [name: string, value: string][];
  querystring: [name: string, value: string][];
  path: [name: string, value: string][];
};

const requestTarget = /^integration\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.(.+)$/;
const responseTarget = /^method\.response\.(header|multivalueheader)\.(.+)$/;

function parseTarget(expression: string, pattern: RegExp): { target: Target } | { problem: string } {
  const match = pattern.exec(expression);
  if (!match) return { problem: `${JSON.stringify(expression.slice(0, 200))} is not a target of this mapping.` };
  const location = (match[1] ?? '').replace('multivalue', '');
  const name = match[2] ?? '';
  if (location !== 'header') return { target: { location: location === 'path' ? 'path' : 'querystring', name } };
  if (headerName(name) === null) return { problem: `${JSON.stringify(name)} is not a header name.` };
  if (isFramingHeader(name)) return { problem: `The header ${name} belongs to the connection and cannot be mapped.` };
  return { target: { location, name } };
}

/**
 * Compiles `integration.requestParameters`: targets `integration.request.{header|querystring|path}.X` and their sources.
 * Pairs that cannot be used are left out and listed.
 */
export function compileRequestMapping(parameters: Readonly<Record<string, string>>): {
  mapping: RequestMapping;
  problems: MappingProblem[];
} {
  const mapping: Record<Target['location'], Mapping[]> = { header: [], querystring: [], path: [] };
  const problems = compile(parameters, requestTarget, 'request', (target, source) =>
    mapping[target.location].push({ name: target.name, source }),
  );
  return { mapping, problems };
}

/** Compiles an integration response's `responseParameters`: targets `method.response.header.X` and their sources. */
export function compileResponseMapping(parameters: Readonly<Record<string, string>>): {
  mapping: ResponseMapping;
  problems: MappingProblem[];
} {
  const header: Mapping[] = [];
  const problems = compile(parameters, responseTarget, 'response', (target, source) =>
    header.push({ name: target.name, source }),
  );
  return { mapping: { header }, problems };
}

function compile(
  parameters: Readonly<Record<string, string>>,
  pattern: RegExp,
  side: 'request' | 'response',
  add: (target: Target, source: ParameterSource) => void,
): MappingProblem[] {
  const problems: MappingProblem[] = [];
  for (const [key, expression] of Object.entries(parameters)) {
    const target = parseTarget(key, pattern);
    const source = parseSource(expression);
    if ('problem' in target) problems.push({ target: key, message: target.problem });
    else if ('problem' in source) problems.push({ target: key, message: source.problem });
    else if (isOfOtherSide(source.source, side))
      problems.push({ target: key, message: `${expression} cannot be read when mapping a ${side}.` });
    else add(target.target, source.source);
  }
  return problems;
}

function isOfOtherSide(source: ParameterSource, side: 'request' | 'response'): boolean {
  if (source.kind === 'body') return source.message !== side;
  return source.kind === (side === 'request' ? 'response' : 'request');
}

/**
 * Applies a request mapping. Absent values set nothing. Header values lose CR, LF and NUL; path and query values are raw,
 * to be percent-encoded by whoever builds the URL.
 */
export function applyRequestMapping(mapping: RequestMapping, input: ParameterInput): MappedRequest {
  return {
    header: apply(mapping.header, input, headerValue),
    querystring: apply(mapping.querystring, input, asIs),
    path: apply(mapping.path, input, asIs),
  };
}

/** Applies a response mapping: the headers to set. Values lose CR, LF and NUL. */
export function applyResponseMapping(mapping: ResponseMapping, input: ParameterInput): [name: string, value: string][] {
  return apply(mapping.header, input, headerValue);
}

function asIs(value: string): string {
  return value;
}

function apply(
  mappings: readonly Mapping[],
  input: ParameterInput,
  clean: (value: string) => string,
): [string, string][] {
  const pairs: [string, string][] = [];
  for (const { name, source } of mappings) {
    for (const value of readSource(source, input)) pairs.push([name, clean(value)]);
  }
  return pairs;
}
