import { Redis } from 'ioredis';
import { isReadOnly } from '#gateway/limits/fleet-store.ts';
import type { CacheTier } from './cache-tier.ts';

/** How long a request waits for the store, ms. */
const waitMs = 100;
/** How long nobody asks a store again that did not answer, ms. */
const restMs = 1_000;
/** A connection on which nothing was answered for so long is given up, ms: what waits to be stored on it takes memory. */
const silenceLimitMs = 5_000;
/** Share of Redis's memory up to which responses are kept there: the rest is for the limits, which would fail without any. */
const maxMemoryShare = 0.8;
const lookEveryMs = 1_000;

/**
 * Cached responses that nodes share, in Redis. It never keeps a request for long: a store that is slow, away or full is as
 * if it were empty, and is left alone for a moment.
 */
export class RedisTier implements CacheTier {
  private readonly redis: Redis;
  private restsUntilMs = 0;
  private lookAgainMs = 0;
  private roomBytes = Infinity;

  constructor(url: string) {
    this.redis = new Redis(url, {
      connectionName: 'sluice-cache',
      connectTimeout: 2_000,
      socketTimeout: silenceLimitMs,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      reconnectOnError: isReadOnly,
      retryStrategy: (attempt) => Math.min(1_000, attempt * 100),
    });
    // What fails is told by the calls.
    this.redis.on('error', () => undefined);
  }

  async get(key: string): Promise<Buffer | null> {
    if (this.isResting()) return null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => {
        this.rest();
        resolve(null);
      }, waitMs);
    });
    const answer = this.redis.getBuffer(nameOf(key)).catch(() => {
      this.rest();
      return null;
    });
    const bytes = await Promise.race([answer, late]);
    clearTimeout(timer);
    return bytes;
  }

  set(key: string, bytes: Buffer, ttlMs: number): void {
    if (this.isResting()) return;
    if (performance.now() >= this.lookAgainMs) this.look();
    this.roomBytes -= bytes.byteLength;
    if (this.roomBytes < 0) return;
    this.redis.set(nameOf(key), bytes, 'PX', Math.ceil(ttlMs)).catch(() => this.rest());
  }

  remove(key: string): void {
    if (!this.isResting()) this.redis.del(nameOf(key)).catch(() => this.rest());
  }

  close(): void {
    this.redis.disconnect();
  }

  /** Learns how much room there is. Callers decide how many entries there are; they must not decide over limits by that. */
  private look(): void {
    this.lookAgainMs = performance.now() + lookEveryMs;
    this.redis.info('memory').then(
      (info) => (this.roomBytes = roomIn(info)),
      // Redis may not let this user ask.
      () => undefined,
    );
  }

  private isResting(): boolean {
    return this.redis.status !== 'ready' || performance.now() < this.restsUntilMs;
  }

  private rest(): void {
    this.restsUntilMs = performance.now() + restMs;
  }
}

/** Bytes that entries may still take, by Redis's own account; no bound when Redis has none. */
function roomIn(info: string): number {
  const numberOf = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const maxBytes = numberOf('maxmemory');
  return maxBytes === 0 ? Infinity : maxBytes * maxMemoryShare - numberOf('used_memory');
}

function nameOf(key: string): string {
  return `sluice:cache:${key}`;
}
