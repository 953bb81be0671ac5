import { randomUUID } from 'node:crypto';
import type { ThrottleSettings } from '#core/plans/schema.ts';
import { type FleetStore, script } from './fleet-store.ts';

/** What a node asks of one bucket in the store, or returns to it, in tokens. */
export type TokenLeaseRequest = {
  /** Names the bucket. */
  name: string;
  throttle: ThrottleSettings;
  /** For requests that wait. */
  need: number;
  /** At most, in advance. */
  want: number;
  /** What the node holds of earlier leases. */
  left: number;
  /** What it held of them and gives back. */
  back: number;
};

/** Tokens that were leased, and for how long there are no more, ms; 0 when there are. */
export type TokenLease = { granted: number; retryMs: number };

/** How long the store believes that a node holds what it leased, ms: longer than a node does. */
const heldMs = 5_000;

/**
 * A token bucket by Redis's clock. Tokens that a node holds in advance count as in the bucket: they and what is left never exceed the
 * burst, so whoever uses them when, at most burst + rate * t requests pass within any t seconds. Requests that wait get what there
 * is; in advance a node gets an eighth of the rest at most, or what the bucket gains in 10 ms.
 */
const leaseScript = script(`
local node, rate, burst = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local need, want, left, back = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local tokens, at, held = burst, now, 0
local kept = redis.call('HGETALL', KEYS[1])
for i = 1, #kept, 2 do
  local name, value = kept[i], kept[i + 1]
  if name == 'tokens' then tokens = tonumber(value)
  elseif name == 'at' then at = tonumber(value)
  else
    local count, ends = string.match(value, '(%S+) (%S+)')
    if tonumber(ends) > now then held = held + tonumber(count)
    else redis.call('HDEL', KEYS[1], name) end
  end
end
tokens = math.min(tokens + math.max(0, now - at) * rate / 1000, burst - held)
tokens = math.min(tokens + back, burst)
local free = math.max(0, math.floor(tokens))
local waiting = math.min(need, free)
local rest = free - waiting
local granted = waiting + math.min(want, rest, math.max(math.floor(rest / 8), math.floor(rate / 100)))
tokens = tokens - granted
local holds = left + granted - waiting
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.3f', now))
if holds > 0 then redis.call('HSET', KEYS[1], node, string.format('%d %.3f', holds, now + ${heldMs}))
else redis.call('HDEL', KEYS[1], node) end
local full = rate > 0 and burst / rate * 1000 or 8640000000
redis.call('PEXPIRE', KEYS[1], string.format('%d', math.min(8640000000, math.ceil(full) + ${heldMs})))
local retry = 0
if tokens < 1 then
  local next = rate > 0 and (1 - tokens) / rate * 1000 or 250
  retry = math.max(1, math.min(250, math.ceil(math.max(next, math.min(20, full / 2)))))
end
return {granted, retry}`);

/** The token buckets that the nodes of a fleet share. */
export class ThrottleStore {
  private readonly store: FleetStore;
  /** What this node's leases are kept under. */
  private readonly node = `node ${randomUUID()}`;

  constructor(store: FleetStore) {
    this.store = store;
  }

  /**
   * @param late told of a lease that is granted after this has given up
   * @throws StoreAway
   */
  async lease(
    { name, throttle, need, want, left, back }: TokenLeaseRequest,
    late: (lease: TokenLease) => void,
  ): Promise<TokenLease> {
    const args = [this.node, throttle.rateLimit, throttle.burstLimit, need, want, left, back];
    const key = `sluice:throttle:${name}`;
    return leaseOf(await this.store.run<[number, number]>(leaseScript, key, args, (answer) => late(leaseOf(answer))));
  }
}

function leaseOf([granted, retryMs]: [number, number]): TokenLease {
  return { granted, retryMs };
}
