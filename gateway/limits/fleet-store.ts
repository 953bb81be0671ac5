import { Redis } from 'ioredis';

/** The count of one quota in the store, and what a node asks for. */
export type LeaseRequest = {
  /** Names the counter: workspace, plan and key. */
  name: string;
  /** Day of the epoch on which the period starts. */
  startDay: number;
  limit: number;
  /** Counts as used in a counter's first period. */
  offset: number;
  /** Requests asked for at most. */
  want: number;
  /** Requests that the node admitted without a lease. */
  overdraft: number;
};

/**
 * Grants part of what is left, an eighth at most, so that the last requests spread over the nodes. Everything granted counts
 * as used at once: what a node never uses is lost, and no request is admitted beyond the limit. Returns what was granted.
 */
const leaseScript = `
local kept = redis.call('HMGET', KEYS[1], 'day', 'used')
local day, used = tonumber(kept[1]), tonumber(kept[2])
local start, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
if not day then day = start used = tonumber(ARGV[3])
elseif day < start then day = start used = 0 end
used = used + tonumber(ARGV[5])
local left = limit - used
local granted = 0
if left > 0 then granted = math.min(tonumber(ARGV[4]), math.ceil(left / 8)) end
redis.call('HSET', KEYS[1], 'day', day, 'used', used + granted)
redis.call('EXPIRE', KEYS[1], 8640000)
return granted`;

/** Takes back what was not used of a lease, if its period still runs. */
const returnScript = `
if tonumber(redis.call('HGET', KEYS[1], 'day') or '-1') == tonumber(ARGV[1]) then
  redis.call('HINCRBY', KEYS[1], 'used', -tonumber(ARGV[2]))
end
return 0`;

/** Sets the count once for each mark. */
const extendScript = `
if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[3] then
  redis.call('HSET', KEYS[1], 'day', ARGV[1], 'used', ARGV[2], 'mark', ARGV[3])
end
return 0`;

/** How long an answer may take before the store counts as away, ms. */
export const storeLimitMs = 250;

export class StoreAway extends Error {
  override name = 'StoreAway';
}

/** The counters that the nodes of a fleet share, in Redis. Every call answers or fails within `storeLimitMs`. */
export class FleetStore {
  private readonly redis: Redis;

  constructor(url: string) {
    this.redis = new Redis(url, {
      connectionName: 'sluice-node',
      connectTimeout: 2_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // A command that was sent twice would take its lease twice.
      autoResendUnfulfilledCommands: false,
      retryStrategy: (attempt) => Math.min(1_000, attempt * 100),
    });
    // What failed is told by the calls.
    this.redis.on('error', () => undefined);
  }

  /**
   * @param late told of a lease that is granted after this has given up
   * @returns requests granted; 0 when the quota is used up
   * @throws StoreAway
   */
  lease({ name, startDay, limit, offset, want, overdraft }: LeaseRequest, late: (granted: number) => void) {
    const args = [startDay, limit, offset, want, overdraft];
    return this.within(this.redis.eval(leaseScript, 1, keyOf(name), ...args) as Promise<number>, late);
  }

  /** @throws StoreAway */
  giveBack(name: string, startDay: number, requests: number): Promise<number> {
    return this.within(this.redis.eval(returnScript, 1, keyOf(name), startDay, requests) as Promise<number>);
  }

  /** @throws StoreAway */
  extend(name: string, startDay: number, used: number, mark: number): Promise<number> {
    return this.within(this.redis.eval(extendScript, 1, keyOf(name), startDay, used, mark) as Promise<number>);
  }

  /** @throws StoreAway */
  async ping(): Promise<void> {
    await this.within(this.redis.ping());
  }

  close(): void {
    this.redis.disconnect();
  }

  private async within<Result>(answer: Promise<Result>, late?: (result: Result) => void): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isOver = true;
        reject(new StoreAway(`Redis did not answer within ${storeLimitMs} ms.`));
      }, storeLimitMs);
    });
    try {
      return await Promise.race([answer, limit]);
    } catch (error) {
      if (error instanceof StoreAway) throw error;
      throw new StoreAway(`Redis cannot be asked: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
      if (isOver) void answer.then((result) => late?.(result)).catch(() => undefined);
    }
  }
}

function keyOf(name: string): string {
  return `sluice:quota:${name}`;
}
