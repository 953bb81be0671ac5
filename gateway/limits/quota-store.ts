import { type FleetStore, script } from './fleet-store.ts';

/** The count of one quota in the store, and what a node asks for. */
export type QuotaLeaseRequest = {
  /** Names the counter: workspace, plan and key. */
  name: string;
  /** Day of the epoch on which the period starts. */
  startDay: number;
  limit: number;
  /** Counts as used in a counter's first period. */
  offset: number;
  /** Requests asked for at most. */
  want: number;
};

/** A count that was set by hand, by a mark that tells it from others; `grantedAtMs` is 0 when it is not known. */
export type StoredExtension = { name: string; startDay: number; used: number; mark: number; grantedAtMs: number };

/**
 * Grants part of what is left, an eighth at most, so that the last requests spread over the nodes. Everything granted counts
 * as used at once: what a node never uses is lost, and no request is admitted beyond the limit. Returns what was granted.
 */
const leaseScript = script(`
local kept = redis.call('HMGET', KEYS[1], 'day', 'used')
local day, used = tonumber(kept[1]), tonumber(kept[2])
local start, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
if not day then day = start used = tonumber(ARGV[3])
elseif day < start then day = start used = 0 end
local left = limit - used
local granted = 0
if left > 0 then granted = math.min(tonumber(ARGV[4]), math.ceil(left / 8)) end
redis.call('HSET', KEYS[1], 'day', day, 'used', used + granted)
redis.call('EXPIRE', KEYS[1], 8640000)
return granted`);

/** Takes back what was not used of a lease, if its period still runs. */
const returnScript = script(`
if tonumber(redis.call('HGET', KEYS[1], 'day') or '-1') == tonumber(ARGV[1]) then
  redis.call('HINCRBY', KEYS[1], 'used', -tonumber(ARGV[2]))
end
return 0`);

/** Counts what a node admitted by itself. A counter that the store does not have begins with all that this node counted. */
const overdrawScript = script(`
local start, used = tonumber(ARGV[1]), tonumber(ARGV[2])
local day = tonumber(redis.call('HGET', KEYS[1], 'day'))
if day and day > start then return 0 end
if not day then redis.call('HSET', KEYS[1], 'day', start, 'used', ARGV[3])
elseif day < start then redis.call('HSET', KEYS[1], 'day', start, 'used', used)
else redis.call('HINCRBY', KEYS[1], 'used', used) end
redis.call('EXPIRE', KEYS[1], 8640000)
return 0`);

/** Sets the count once for each mark. A node that was away brings no older extension back. */
const extendScript = script(`
local kept = redis.call('HMGET', KEYS[1], 'mark', 'granted')
if kept[1] ~= ARGV[3] and tonumber(kept[2] or '0') <= tonumber(ARGV[4]) then
  redis.call('HSET', KEYS[1], 'day', ARGV[1], 'used', ARGV[2], 'mark', ARGV[3], 'granted', ARGV[4])
  redis.call('EXPIRE', KEYS[1], 8640000)
end
return 0`);

/** The quota counters that the nodes of a fleet share. */
export class QuotaStore {
  private readonly store: FleetStore;

  constructor(store: FleetStore) {
    this.store = store;
  }

  /**
   * @param late told of a lease that is granted after this has given up
   * @returns requests granted; 0 when the quota is used up
   * @throws StoreAway
   */
  lease({ name, startDay, limit, offset, want }: QuotaLeaseRequest, late: (granted: number) => void): Promise<number> {
    return this.store.run(leaseScript, keyOf(name), [startDay, limit, offset, want], late);
  }

  /** @throws StoreAway */
  giveBack(name: string, startDay: number, requests: number): Promise<number> {
    return this.store.run(returnScript, keyOf(name), [startDay, requests]);
  }

  /**
   * @param requests that the node admitted without a lease
   * @param used all that the node counted in the period
   * @param late told when the store counts them after this has given up
   * @throws StoreAway
   */
  overdraw(name: string, startDay: number, requests: number, used: number, late: () => void): Promise<number> {
    return this.store.run(overdrawScript, keyOf(name), [startDay, requests, used], late);
  }

  /** @throws StoreAway */
  extend({ name, startDay, used, mark, grantedAtMs }: StoredExtension): Promise<number> {
    return this.store.run(extendScript, keyOf(name), [startDay, used, mark, grantedAtMs]);
  }
}

function keyOf(name: string): string {
  return `sluice:quota:${name}`;
}
