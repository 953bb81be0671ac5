import { cacheKey } from '#gateway/cache/cache-key.ts';
import { invalidationOf, invalidationWarning } from '#gateway/cache/invalidation.ts';
import { serveCached } from '#gateway/cache/response-cache.ts';
import { routeCache, type RouteCache } from '#gateway/cache/route-cache.ts';
import { answered, suspended, type Exchange, type Outcome, type Settled } from './exchange.ts';

/**
 * Answers from the stage's cache. Of several requests that miss one entry at a time, one goes on and the others wait for
 * what it gets. Test calls are never answered from the cache.
 */
export function readCache(exchange: Exchange): Outcome {
  const route = routeCacheOf(exchange);
  if (route === null) {
    exchange.trace?.skip('The stage has no cache, or it is off for the method.');
    return undefined;
  }
  if (exchange.trace) {
    exchange.trace.skip('Test calls are not answered from the cache.');
    return undefined;
  }
  const { method, body } = exchange.call;
  if (method === 'HEAD' || (method !== 'GET' && exchange.route?.route.httpMethod === 'ANY')) return undefined;
  // A body is no part of the key: what one caller asks with it must not answer all that ask without.
  if (method === 'GET' && body !== null) return undefined;
  const { cache } = exchange.services;
  const invalidation = invalidationOf(exchange, route);
  if (invalidation === 'refused') {
    const cause = 'The caller asked to invalidate the cache (max-age=0) without execute-api:InvalidateCache.';
    return { type: 'ACCESS_DENIED', cause };
  }
  if (invalidation === 'ignored-with-warning') exchange.warning = invalidationWarning;
  const use = {
    route,
    key: cacheKey(exchange, route),
    outcome: 'miss' as const,
    isInvalidation: invalidation === 'allowed',
    isLeader: false,
  };
  exchange.cache = use;
  if (invalidation === 'allowed') return undefined;
  const response = cache.recall(exchange, use);
  if (response) {
    serveCached(exchange, response);
    return answered;
  }
  if (!cache.claim(exchange, use)) return suspended;
  return cache.tier && !route.isEncrypted ? fetchShared(exchange) : undefined;
}

async function fetchShared(exchange: Exchange): Promise<Settled> {
  const { cache: use, services } = exchange;
  const response = use && (await services.cache.fetch(exchange, use));
  if (!use || !response) return undefined;
  serveCached(exchange, response);
  services.cache.release(use, true);
  return answered;
}

function routeCacheOf({ stage, side, route }: Exchange): RouteCache | null {
  if (!stage || !side || !route) throw new Error('A route was matched.');
  if (stage.state.cacheClusterSize === null) return null;
  let cache = side.caches[route.index];
  if (cache === undefined) {
    cache = routeCache(stage, side, route);
    side.caches[route.index] = cache;
  }
  return cache;
}
