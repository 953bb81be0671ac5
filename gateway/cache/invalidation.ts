import type { Exchange } from '#gateway/pipeline/exchange.ts';
import type { RouteCache } from './route-cache.ts';

/** What becomes of a caller's wish to have an entry fetched anew. */
export type Invalidation = 'none' | 'allowed' | 'refused' | 'ignored-with-warning';

/** The warning of an answer whose caller was not allowed to invalidate (RFC 7234 section 5.5: 199, miscellaneous). */
export const invalidationWarning = '199 - "Cache-Control was ignored: the caller may not invalidate the cache."';

/**
 * Callers invalidate an entry with `Cache-Control: max-age=0`. Where that needs authorization and they have none, the
 * stage's settings choose one of AWS API Gateway's three answers.
 */
export function invalidationOf(exchange: Exchange, route: RouteCache): Invalidation {
  if (!asksForFresh(exchange.cacheControl)) return 'none';
  if (!route.requiresAuthorization || mayInvalidate(exchange)) return 'allowed';
  switch (route.unauthorizedStrategy) {
    case 'FAIL_WITH_403':
      return 'refused';
    case 'SUCCEED_WITH_RESPONSE_HEADER':
      return 'ignored-with-warning';
    case 'SUCCEED_WITHOUT_RESPONSE_HEADER':
      return 'none';
  }
}

/** Whether a policy grants the caller `execute-api:InvalidateCache` for the method. Callers without IAM have no such policy. */
export function mayInvalidate(exchange: Exchange): boolean {
  return exchange.mayInvalidateCache;
}

function asksForFresh(cacheControl: string | null): boolean {
  return cacheControl !== null && /(?:^|,)\s*max-age\s*=\s*"?0+"?\s*(?:,|$)/i.test(cacheControl);
}
