import { cachedBodyMaxBytes } from '#gateway/cache/cached-response.ts';
import type { CacheUse } from '#gateway/cache/cache-use.ts';
import { CollectingBody } from '#gateway/cache/collecting-body.ts';
import { notStorable } from '#gateway/cache/storable.ts';
import type { GatewayResponse } from '#gateway/http/types.ts';
import type { Exchange, Outcome } from './exchange.ts';

const empty = Buffer.alloc(0);

/** Keeps the response for later requests, a streamed one as it passes by, and lets those that wait for it go on. */
export function storeCache(exchange: Exchange): Outcome {
  const { cache: use, response, services, side, trace } = exchange;
  if (use === null || response === null) {
    trace?.skip('The response is not cached.');
    return undefined;
  }
  if (notStorable(response, use.route, side?.prepared.cors != null) !== null) {
    if (use.isInvalidation) services.cache.drop(exchange, use);
    services.cache.release(use, false);
    return undefined;
  }
  const { body } = response;
  if (body === null || Buffer.isBuffer(body)) {
    // A copy: a small buffer may be the window of a large one, which it would keep in memory.
    services.cache.store(exchange, use, { ...headOf(response), body: body ? Buffer.from(body) : empty });
    services.cache.release(use, true);
  } else {
    response.body = collecting(exchange, use, response, body);
  }
  return undefined;
}

function collecting(
  exchange: Exchange,
  use: CacheUse,
  response: GatewayResponse,
  body: Exclude<GatewayResponse['body'], Buffer | null>,
): CollectingBody {
  const { cache } = exchange.services;
  const head = headOf(response);
  // Those that wait are not made to wait until this caller has read it all.
  cache.release(use, true);
  return new CollectingBody(body, cachedBodyMaxBytes, (bytes) => {
    if (bytes) cache.store(exchange, use, { ...head, body: bytes });
  });
}

function headOf({ status, rawHeaders }: GatewayResponse): { status: number; rawHeaders: string[] } {
  return { status, rawHeaders: [...rawHeaders] };
}
