import { hash } from 'node:crypto';
import { readSource } from '#core/mapping/parameter-source.ts';
import { headerValues } from '#gateway/http/headers.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { RequestInput } from '#gateway/pipeline/request-input.ts';
import type { RouteCache } from './route-cache.ts';

/**
 * The name of a request's entry. Everything that may change the response for this caller is in it: the stage's pointer, the
 * namespace and the verb, the declared parameters (or path and query), what the caller accepts, and who the caller is.
 */
export function cacheKey(exchange: Exchange, route: RouteCache): string {
  const { call } = exchange;
  const parts: unknown[] = [route.prefix, call.method];
  if (route.parameters === null) {
    parts.push(exchange.path.slice(exchange.resourceStart), exchange.query);
  } else {
    const input = new RequestInput(exchange);
    for (const source of route.parameters) parts.push(readSource(source, input));
  }
  if (route.byAccept) parts.push(headerValues(call.rawHeaders, 'accept'));
  if (route.byAcceptEncoding) parts.push(encodings(exchange.acceptEncoding));
  if (!route.isShared) {
    // A signature is another one for each request; who signed is what counts.
    const credentials = exchange.caller ? exchange.caller.accessKeyId : headerValues(call.rawHeaders, 'authorization');
    parts.push(exchange.principalId, exchange.key?.entry.state.id ?? null, exchange.apiKey, credentials);
    // Authorizers may give all callers one principal and tell them apart in the context, which integrations see.
    parts.push(headerValues(call.rawHeaders, 'cookie'), exchange.authorizer);
  }
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

/** Accepted encodings in one spelling, so that equal lists meet: lower case, without blanks, sorted. */
function encodings(acceptEncoding: string | null): string {
  if (acceptEncoding === null) return '';
  return acceptEncoding.toLowerCase().replace(/\s+/g, '').split(',').toSorted().join(',');
}
