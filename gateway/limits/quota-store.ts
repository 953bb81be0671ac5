import type { QuotaPeriod } from '#core/plans/schema.ts';
import { type FleetStore, script } from './fleet-store.ts';

/** The count of one quota in the store, and what a node asks for. */
export type QuotaLeaseRequest = {
  /** Names the counter: workspace, plan and key. */
  name: string;
  period: QuotaPeriod;
  limit: number;
  /** Counts as used in a counter's first period. */
  offset: number;
  /** Requests asked for at most. */
  want: number;
};

/** Requests that were leased, and the day of the epoch to which the store counts them. */
export type QuotaLease = { granted: number; startDay: number };

/** A count that was set by hand, by a mark that tells it from others; `grantedAtMs` is 0 when it is not known. */
export type StoredExtension = {
  name: string;
  period: QuotaPeriod;
  /** Day of the epoch on which its period starts. */
  startDay: number;
  used: number;
  mark: number;
  grantedAtMs: number;
};

/** Lua: the day of the epoch on which the period of a day starts, as periodStart of core/plans/period.ts. */
export const startOfPeriod = `
local function startOfPeriod(period, day)
  if period == 'DAY' then return day end
  if period == 'WEEK' then return day - (day + 4) % 7 end
  local z = day + 719468
  local dayOfEra = z % 146097
  local year = math.floor(
    (dayOfEra - math.floor(dayOfEra / 1460) + math.floor(dayOfEra / 36524) - math.floor(dayOfEra / 146096)) / 365)
  local dayOfYear = dayOfEra - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local month = math.floor((5 * dayOfYear + 2) / 153)
  return day - (dayOfYear - math.floor((153 * month + 2) / 5))
end`;

/** Lua: a quota's periods are by Redis's clock, so that a node whose clock is wrong ends none of the others'. */
const today = `local today = math.floor(redis.call('TIME')[1] / 86400)`;

/**
 * Grants part of what is left, an eighth at most, so that the last requests spread over the nodes. Everything granted counts
 * as used at once: what a node never uses is lost, and no request is admitted beyond the limit. Returns what was granted, and the
 * day of the count. A count of a day that is yet to come goes on in the period that runs.
 */
const leaseScript = script(`${startOfPeriod}
${today}
local kept = redis.call('HMGET', KEYS[1], 'day', 'used')
local day, used = tonumber(kept[1]), tonumber(kept[2])
local start, limit = startOfPeriod(ARGV[1], today), tonumber(ARGV[2])
if not day then day = start used = tonumber(ARGV[3])
elseif day < start then day = start used = 0
elseif day > today then day = start end
local left = limit - used
local granted = 0
if left > 0 then granted = math.min(tonumber(ARGV[4]), math.ceil(left / 8)) end
redis.call('HSET', KEYS[1], 'day', day, 'used', used + granted)
redis.call('EXPIRE', KEYS[1], 8640000)
return {granted, day}`);

/** Takes back what was not used of a lease, if its period still runs. */
const returnScript = script(`
if tonumber(redis.call('HGET', KEYS[1], 'day') or '-1') == tonumber(ARGV[1]) then
  redis.call('HINCRBY', KEYS[1], 'used', -tonumber(ARGV[2]))
end
return 0`);

/**
 * Counts what a node admitted by itself. A counter that the store does not have begins with all that this node counted. What a
 * node admitted on a day that is yet to come counts in the period that runs.
 */
const overdrawScript = script(`${today}
local start, used = tonumber(ARGV[1]), tonumber(ARGV[2])
local day = tonumber(redis.call('HGET', KEYS[1], 'day'))
if start > today then start = math.min(day or today, today) end
if day and day > start then return 0 end
if not day then redis.call('HSET', KEYS[1], 'day', start, 'used', ARGV[3])
elseif day < start then redis.call('HSET', KEYS[1], 'day', start, 'used', used)
else redis.call('HINCRBY', KEYS[1], 'used', used) end
redis.call('EXPIRE', KEYS[1], 8640000)
return 0`);

/** Sets the count once for each mark. A node that was away brings no older extension back, and none of a period that has ended. */
const extendScript = script(`${startOfPeriod}
${today}
local start = startOfPeriod(ARGV[5], today)
if tonumber(ARGV[1]) < start then return 0 end
local kept = redis.call('HMGET', KEYS[1], 'mark', 'granted')
if kept[1] ~= ARGV[3] and tonumber(kept[2] or '0') <= tonumber(ARGV[4]) then
  redis.call('HSET', KEYS[1], 'day', start, 'used', ARGV[2], 'mark', ARGV[3], 'granted', ARGV[4])
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
   * @returns a lease of 0 requests when the quota is used up
   * @throws StoreAway
   */
  async lease(
    { name, period, limit, offset, want }: QuotaLeaseRequest,
    late: (lease: QuotaLease) => void,
  ): Promise<QuotaLease> {
    const args = [period, limit, offset, want];
    const answered = (answer: [number, number]) => late(leaseOf(answer));
    return leaseOf(await this.store.run<[number, number]>(leaseScript, keyOf(name), args, answered));
  }

  /**
   * @param startDay of the lease
   * @throws StoreAway
   */
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
  extend({ name, period, startDay, used, mark, grantedAtMs }: StoredExtension): Promise<number> {
    return this.store.run(extendScript, keyOf(name), [startDay, used, mark, grantedAtMs, period]);
  }
}

function leaseOf([granted, startDay]: [number, number]): QuotaLease {
  return { granted, startDay };
}

function keyOf(name: string): string {
  return `sluice:quota:${name}`;
}
