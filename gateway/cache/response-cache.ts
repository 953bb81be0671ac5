import { answered, type Exchange } from '#gateway/pipeline/exchange.ts';
import type { CacheTier } from './cache-tier.ts';
import type { CacheUse } from './cache-use.ts';
import { decodeResponse, encodeResponse, type CachedResponse } from './cached-response.ts';
import { Flights } from './flights.ts';
import { MemoryCache } from './memory-cache.ts';

export type CacheEntryName = { stageId: string; key: string };

export type ResponseCacheOptions = {
  /** Memory that the caches of all stages may take in this thread, bytes. */
  budgetBytes: number;
  /** Null: each thread has its own cache only. */
  tier: CacheTier | null;
  /** Tells the node's other threads that an entry was fetched anew. */
  invalidated: (entry: CacheEntryName) => void;
};

/** The stage caches of one worker thread: its own memory first, then the tier that nodes share, if there is one. */
export class ResponseCache {
  readonly memory: MemoryCache;
  readonly tier: CacheTier | null;
  private readonly invalidated: ResponseCacheOptions['invalidated'];
  private readonly flights = new Flights<Exchange>();

  constructor({ budgetBytes, tier, invalidated }: ResponseCacheOptions) {
    this.memory = new MemoryCache(budgetBytes);
    this.tier = tier;
    this.invalidated = invalidated;
  }

  /** The response in this thread's memory, or null. */
  recall(exchange: Exchange, { key }: CacheUse): CachedResponse | null {
    return this.memory.get(exchange.stage?.id ?? '', key, performance.now());
  }

  /** The response in the shared tier, which this thread then has too. What is encrypted stays in its thread. */
  async fetch(exchange: Exchange, use: CacheUse): Promise<CachedResponse | null> {
    if (!this.tier || use.route.isEncrypted) return null;
    const bytes = await this.tier.get(use.key);
    if (!bytes) return null;
    try {
      const expiresAtMs = bytes.readDoubleBE(0);
      const ttlMs = Math.min(expiresAtMs - Date.now(), use.route.ttlMs);
      if (ttlMs <= 0) return null;
      const response = decodeResponse(bytes.subarray(8));
      this.remember(exchange, use, response, ttlMs);
      return response;
    } catch {
      // The bytes are not those of an entry: as if there were none.
      return null;
    }
  }

  store(exchange: Exchange, use: CacheUse, response: CachedResponse): void {
    const { ttlMs, isEncrypted } = use.route;
    this.remember(exchange, use, response, ttlMs);
    if (use.isInvalidation) this.invalidated({ stageId: exchange.stage?.id ?? '', key: use.key });
    if (!this.tier || isEncrypted) return;
    const expiresAtMs = Buffer.alloc(8);
    expiresAtMs.writeDoubleBE(Date.now() + ttlMs);
    this.tier.set(use.key, Buffer.concat([expiresAtMs, encodeResponse(response)]), ttlMs);
  }

  /** The entry ends everywhere: its caller had it fetched anew, and what came cannot be stored. */
  drop(exchange: Exchange, { key, route }: CacheUse): void {
    const stageId = exchange.stage?.id ?? '';
    this.memory.remove(stageId, key);
    this.invalidated({ stageId, key });
    if (!route.isEncrypted) this.tier?.remove(key);
  }

  /** Another thread of this node fetched the entry anew. */
  forget({ stageId, key }: CacheEntryName): void {
    this.memory.remove(stageId, key);
  }

  /** Whether the request of a miss goes on, or waits for the one that is ahead of it. */
  claim(exchange: Exchange, use: CacheUse): boolean {
    const claimed = this.flights.claim(use.key, exchange, performance.now());
    use.isLeader = claimed === 'leader';
    if (claimed !== 'waits') return true;
    exchange.pending = { cancel: () => this.flights.leave(use.key, exchange) };
    return false;
  }

  /**
   * Those that waited take the leader's response if it is stored by now, or go on on their own.
   * @param isStorable false: for a while no misses of this entry wait for each other
   */
  release(use: CacheUse, isStorable: boolean): void {
    if (!use.isLeader) return;
    use.isLeader = false;
    for (const exchange of this.flights.land(use.key, isStorable, performance.now())) {
      exchange.pending = null;
      exchange.resume(exchange, this.serve(exchange) ? answered : undefined);
    }
  }

  /** The leader went away before it had a response: of those that waited one takes its place. */
  handOver(use: CacheUse): void {
    if (!use.isLeader) return;
    use.isLeader = false;
    for (const exchange of this.flights.land(use.key, true, performance.now())) {
      exchange.pending = null;
      if (this.serve(exchange)) exchange.resume(exchange, answered);
      else if (exchange.cache && this.claim(exchange, exchange.cache)) exchange.resume(exchange, undefined);
    }
  }

  private serve(exchange: Exchange): boolean {
    const response = exchange.cache && this.recall(exchange, exchange.cache);
    if (!response) return false;
    serveCached(exchange, response);
    return true;
  }

  private remember(exchange: Exchange, { key, route }: CacheUse, response: CachedResponse, ttlMs: number): void {
    const stageId = exchange.stage?.id ?? '';
    const expiresAtMs = performance.now() + ttlMs;
    this.memory.set(stageId, route.limitBytes, key, response, expiresAtMs, route.isEncrypted);
  }
}

/** Makes a cached response this request's own. */
export function serveCached(exchange: Exchange, { status, rawHeaders, body }: CachedResponse): void {
  if (exchange.cache) exchange.cache.outcome = 'hit';
  const length = String(body.byteLength);
  exchange.response = {
    status,
    rawHeaders: [...rawHeaders],
    body: body.byteLength === 0 ? null : body,
    headLength: length,
  };
}
