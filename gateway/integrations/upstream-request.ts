import { applyRequestMapping, type MappedRequest } from '#core/mapping/parameter-mapping.ts';
import type { TemplateOverrides } from '#core/mapping/template.ts';
import { decodeSegment } from '#gateway/http/target.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { rawPathParameter, RequestInput } from '#gateway/pipeline/request-input.ts';
import { resolveAwsTarget, resolveTarget, type UpstreamTarget, type UriPiece } from './upstream-target.ts';

/** The route's upstream on this side of the stage, resolved once; a failure when its URI cannot be used. */
export function targetOf(exchange: Exchange): UpstreamTarget | Failure {
  const { side, route } = exchange;
  if (!side || !route) throw new Error('A route was matched.');
  let target = side.targets[route.index];
  if (target === undefined) {
    const { uri, isAws } = route.integration;
    target = (isAws ? resolveAwsTarget : resolveTarget)(uri ?? [], side.variables);
    side.targets[route.index] = target;
  }
  return typeof target === 'string' ? { type: 'API_CONFIGURATION_ERROR', cause: target } : target;
}

/** The integration's parameter mapping, applied; a template's overrides win over it. */
export function mapParameters(exchange: Exchange, overrides: TemplateOverrides['request'] | null): MappedRequest {
  const { route } = exchange;
  if (!route) throw new Error('A route was matched.');
  const mapped = applyRequestMapping(route.integration.requestMapping, new RequestInput(exchange));
  if (!overrides) return mapped;
  return {
    header: overridden(mapped.header, Object.entries(overrides.header), (name) => name.toLowerCase()),
    querystring: overridden(mapped.querystring, Object.entries(overrides.querystring), (name) => name),
    path: overridden(
      mapped.path,
      Object.entries(overrides.path).map(([name, value]) => [name, [value]]),
      (name) => name,
    ),
  };
}

function overridden(
  pairs: [string, string][],
  overrides: [string, string[]][],
  keyOf: (name: string) => string,
): [string, string][] {
  const replaced = new Set(overrides.map(([name]) => keyOf(name)));
  const kept = pairs.filter(([name]) => !replaced.has(keyOf(name)));
  return [...kept, ...overrides.flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))];
}

/**
 * Path and query string for the upstream. A path parameter that is not mapped goes through as it stood in the request;
 * what was mapped is one encoded segment.
 * @param mapped null when nothing is mapped
 * @param query query string to send along, without `?`
 */
export function upstreamPath(
  exchange: Exchange,
  target: UpstreamTarget,
  mapped: MappedRequest | null,
  query: string,
): string | Failure {
  let path = '';
  for (const piece of target.path) {
    const text = typeof piece === 'string' ? piece : fill(exchange, piece, mapped, false);
    if (text === null) return unfilled(piece);
    path += text;
  }
  if (path.includes('/.') && /\/\.{1,2}(?:\/|$)/.test(path)) {
    return {
      type: 'DEFAULT_4XX',
      cause: `The path made for the integration holds a dot segment: ${path}`,
      message: 'Bad request',
    };
  }
  let ownQuery = '';
  for (const piece of target.query) {
    const text = typeof piece === 'string' ? piece : fill(exchange, piece, mapped, true);
    if (text === null) return unfilled(piece);
    ownQuery += text;
  }
  if (ownQuery === '') return query === '' ? path : `${path}?${query}`;
  return query === '' ? `${path}?${ownQuery}` : `${path}?${ownQuery}&${query}`;
}

function fill(
  exchange: Exchange,
  { parameter }: Exclude<UriPiece, string>,
  mapped: MappedRequest | null,
  isInQuery: boolean,
): string | null {
  const value = mapped?.path.findLast(([name]) => name === parameter)?.[1];
  const raw = rawPathParameter(exchange, parameter);
  if (raw !== undefined && (value === undefined || value === decodeSegment(raw))) {
    return isInQuery ? encodeURIComponent(decodeSegment(raw)) : raw;
  }
  return value === undefined ? null : encodeURIComponent(value.toWellFormed());
}

function unfilled(piece: UriPiece): Failure {
  const name = typeof piece === 'string' ? piece : piece.parameter;
  return {
    type: 'API_CONFIGURATION_ERROR',
    cause: `The integration's URI has {${name}}, which nothing gives a value.`,
  };
}

/**
 * The caller's query string with the pairs that the integration maps: in place of the caller's of the same name, or beside
 * them where the API is strict (as AWS API Gateway sends both).
 */
export function proxyQuery(raw: string, pairs: [string, string][], isStrict: boolean): string {
  if (!isStrict || pairs.length === 0 || raw === '') return queryString(raw, pairs);
  return `${raw}&${queryString('', pairs)}`;
}

/** A query string of pairs; what stands in `raw` under the same names is replaced. */
export function queryString(raw: string, pairs: [string, string][]): string {
  if (pairs.length === 0) return raw;
  const parsed = new URLSearchParams(raw);
  for (const [name] of pairs) parsed.delete(name);
  for (const [name, value] of pairs) parsed.append(name, value);
  return parsed.toString();
}
