import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Redis } from 'ioredis';

/** How long an answer may take before the store counts as away, ms. */
export const storeLimitMs = 250;
/** A connection on which nothing was answered for so long is made anew, ms: whoever is at its other end is gone. */
const silenceLimitMs = 60_000;

export class StoreAway extends Error {
  override name = 'StoreAway';
}

/** A Lua script with one key. */
export type Script = { readonly source: string; readonly sha1: string };

/** Redis knows a script that it has run by its SHA-1. */
export function script(source: string): Script {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}

/** A server that became a replica refuses writes for good: its name leads to another one by now. */
export function isReadOnly({ message }: Error): boolean {
  return message.startsWith('READONLY');
}

/** The Redis in which the nodes of a fleet share limits. Every call answers or fails within `storeLimitMs`. */
export class FleetStore {
  private readonly redis: Redis;

  constructor(url: string) {
    this.redis = new Redis(url, {
      connectionName: 'sluice-node',
      connectTimeout: 2_000,
      socketTimeout: silenceLimitMs,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // A command that was sent twice would take its lease twice.
      autoResendUnfulfilledCommands: false,
      reconnectOnError: isReadOnly,
      retryStrategy: (attempt) => Math.min(1_000, attempt * 100),
    });
    // What failed is told by the calls.
    this.redis.on('error', () => undefined);
  }

  /** Waits until the connection is made. @throws StoreAway */
  async opened(): Promise<void> {
    if (this.redis.status !== 'ready') await this.within(once(this.redis, 'ready'));
  }

  /**
   * Runs a script on the value of one key.
   * @param late told of an answer that comes after this has given up
   * @throws StoreAway
   */
  run<Result>(
    { source, sha1 }: Script,
    key: string,
    args: readonly (string | number)[],
    late?: (result: Result) => void,
  ): Promise<Result> {
    const answer = this.redis.evalsha(sha1, 1, key, ...args).catch((error: Error) => {
      if (!error.message.startsWith('NOSCRIPT')) throw error;
      return this.redis.eval(source, 1, key, ...args);
    });
    return this.within(answer as Promise<Result>, late);
  }

  /** Whether leases could be written: a store that answers but refuses writes is of no use. @throws StoreAway */
  async probe(): Promise<void> {
    await this.within(this.redis.set('sluice:probe', '', 'PX', 10_000));
  }

  close(): void {
    this.redis.disconnect();
  }

  private async within<Result>(answer: Promise<Result>, late?: (result: Result) => void): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    let turn: NodeJS.Immediate | undefined;
    let isOver = false;
    const limit = new Promise<never>((_, reject) => {
      const giveUp = () => {
        isOver = true;
        reject(new StoreAway(`Redis did not answer within ${storeLimitMs} ms.`));
      };
      // Where this process stood still, the answer may be there and not read yet: timers run before sockets are read.
      timer = setTimeout(() => (turn = setImmediate(giveUp)), storeLimitMs);
    });
    try {
      return await Promise.race([answer, limit]);
    } catch (error) {
      if (error instanceof StoreAway) throw error;
      throw new StoreAway(`Redis cannot be asked: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
      clearImmediate(turn);
      if (isOver) void answer.then((result) => late?.(result)).catch(() => undefined);
    }
  }
}
