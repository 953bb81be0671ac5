import { headerList, headerValue } from '#gateway/http/headers.ts';
import type { GatewayResponse } from '#gateway/http/types.ts';
import { cachedBodyMaxBytes } from './cached-response.ts';
import type { RouteCache } from './route-cache.ts';

/** Why a response is not stored, for the trace; null when it is. */
export function notStorable(response: GatewayResponse, route: RouteCache, hasCors: boolean): string | null {
  const { status, rawHeaders, body } = response;
  if (status === 206 || status === 304) return `Status ${status} stands for a part of a response.`;
  if (!route.storesAny && (status < 200 || status > 299)) return `Status ${status} is not cached.`;
  const length = body === null ? 0 : Buffer.isBuffer(body) ? body.byteLength : body.length;
  if (length !== null && length > cachedBodyMaxBytes) return `The body has more than ${cachedBodyMaxBytes} bytes.`;
  if (!route.isShared && headerValue(rawHeaders, 'set-cookie') !== null) return 'The response sets a cookie.';
  if (!route.storesAny) {
    const control = headerList(rawHeaders, 'cache-control')?.toLowerCase() ?? '';
    if (/(?:^|[\s,])(?:no-store|private)(?:[\s,=]|$)/.test(control)) return `The upstream says ${control}.`;
  }
  return variesBeyond(rawHeaders, route, hasCors);
}

/** A header that `vary` names and the key does not hold would mix responses that differ (RFC 9111 section 4.1). */
function variesBeyond(rawHeaders: readonly string[], route: RouteCache, hasCors: boolean): string | null {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'vary') continue;
    for (const part of (rawHeaders[i + 1] ?? '').split(',')) {
      const name = part.trim().toLowerCase();
      const isHeld =
        name === '' ||
        route.headerNames.has(name) ||
        (name === 'accept-encoding' && route.byAcceptEncoding) ||
        (name === 'accept' && route.byAccept) ||
        (name === 'origin' && hasCors) ||
        ((name === 'authorization' || name === 'cookie' || name === 'x-api-key') && !route.isShared);
      if (!isHeld) return `The response varies by ${name}, which is no part of the cache key.`;
    }
  }
  return null;
}
