import { afterEach, beforeEach, expect, test } from 'vitest';
import { periodStart } from '#core/plans/period.ts';
import type { PlanState } from '#core/snapshot/revision.ts';
import { plan, workspaceId } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';
import { Standstill } from '../testing/standstill.ts';
import { FleetQuotas } from './fleet-quotas.ts';
import { FleetStore } from './fleet-store.ts';
import { QuotaStore, startOfPeriod } from './quota-store.ts';
import { QuotaCounters, type QuotaCounter } from './quota.ts';

/** The main threads of nodes with one real Redis. */
const program = findRedis();
const withRedis = test.runIf(program !== undefined);
const standstill = new Standstill();
/** Of tests that are about what is counted while Redis answers. */
const again = {
  retry: { count: 5, condition: ({ name }: { name?: string }) => standstill.isAny || name === 'StoreAway' },
};

type Node = { store: FleetStore; quotas: FleetQuotas; counter: QuotaCounter };
let redis: RedisServer;
const nodes: Node[] = [];
beforeEach(async () => {
  if (program) redis = await RedisServer.start(program);
  standstill.begin();
});
afterEach(async () => {
  for (const { store } of nodes.splice(0)) store.close();
  if (program) await redis.stop();
});

async function startNode(): Promise<Node> {
  const store = new FleetStore(redis.url);
  await eventually(() =>
    store.opened().then(
      () => true,
      () => false,
    ),
  );
  const counters = new QuotaCounters();
  const quotas = new FleetQuotas(new QuotaStore(store), counters, () => standstill.storeAway());
  const node = { store, quotas, counter: counters.counter(workspaceId, 'plan1', 'one') };
  nodes.push(node);
  return node;
}

const dayMs = 86_400_000;
const nowMs = Date.now();
const day = new Date(nowMs).toISOString().slice(0, 10);
const quota = { limit: 1_000, offset: 30, period: 'DAY' } as const;
const name = { workspaceId, planId: 'plan1', keyId: 'one' };

const usedInStore = async () => Number(await redis.client.hget(`sluice:quota:${workspaceId}:plan1:one`, 'used'));
const lease = ({ quotas }: Node) => quotas.lease(name, quota, nowMs, 1);
const extended = (remaining: number, grantedAtMs: number, change: Partial<PlanState> = {}) =>
  plan({ quota, extensions: [{ keyId: 'one', day, remaining, grantedAtMs }], ...change });

withRedis('a change of the plan beside its extension leaves what is leased', again, async () => {
  const node = await startNode();
  node.quotas.extend(extended(500, 1), nowMs);
  await eventually(async () => (await usedInStore()) === 500);
  expect(await lease(node)).toEqual({ granted: 10, retryMs: 0 });
  const leased = () => node.counter.leased(node.counter.periodStartMs(quota, nowMs));
  expect(leased()).toBe(10);
  node.quotas.extend(extended(500, 1, { name: 'Platinum' }), nowMs);
  expect(leased()).toBe(10);
  expect(await usedInStore()).toBe(510);
  node.quotas.extend(extended(500, 2), nowMs);
  expect(leased()).toBe(0);
  await eventually(async () => (await usedInStore()) === 500);
});

withRedis('a node that comes back with an older extension does not set it again', again, async () => {
  const [first, second] = [await startNode(), await startNode()];
  first.quotas.extend(extended(500, 2), nowMs);
  await eventually(async () => (await usedInStore()) === 500);
  second.quotas.extend(extended(900, 1), nowMs);
  await second.quotas.returnIdle();
  expect(await usedInStore()).toBe(500);
});

withRedis("a store that has no counter, or yesterday's, is told what was admitted without it", again, async () => {
  const node = await startNode();
  for (let i = 0; i < 5; i += 1) node.counter.takeOverdraft(quota, nowMs - dayMs);
  await node.quotas.returnIdle();
  expect(await usedInStore()).toBe(35);
  for (let i = 0; i < 100; i += 1) node.counter.takeOverdraft(quota, nowMs - dayMs);
  for (let i = 0; i < 7; i += 1) node.counter.takeOverdraft(quota, nowMs);
  await node.quotas.returnIdle();
  expect(await usedInStore()).toBe(7);
  node.counter.takeOverdraft(quota, nowMs);
  expect(await lease(node)).toEqual({ granted: 10, retryMs: 0 });
  expect(await usedInStore()).toBe(18);
  node.counter.takeOverdraft(quota, nowMs);
  await node.quotas.stop();
  expect(await usedInStore()).toBe(9);
});

withRedis(
  'a node whose clock is far ahead ends no period of the others, and gives back what it leased',
  again,
  async () => {
    const [right, ahead] = [await startNode(), await startNode()];
    const aheadMs = nowMs + 400 * dayMs;
    expect(await lease(right)).toEqual({ granted: 10, retryMs: 0 });
    expect(await ahead.quotas.lease(name, quota, aheadMs, 1)).toEqual({ granted: 10, retryMs: 0 });
    expect(await usedInStore()).toBe(50);
    for (let i = 0; i < 7; i += 1) ahead.counter.takeOverdraft(quota, aheadMs);
    await ahead.quotas.stop();
    expect(await usedInStore()).toBe(47);
    await right.quotas.stop();
    expect(await usedInStore()).toBe(37);
    expect(await redis.client.hget(`sluice:quota:${workspaceId}:plan1:one`, 'day')).toBe(
      String(Math.floor(nowMs / dayMs)),
    );
  },
);

withRedis('a count of a day that is yet to come goes on in the period that runs', again, async () => {
  const node = await startNode();
  const today = Math.floor(nowMs / dayMs);
  await redis.client.hset(`sluice:quota:${workspaceId}:plan1:one`, { day: today + 400, used: 900 });
  expect(await lease(node)).toEqual({ granted: 10, retryMs: 0 });
  await node.quotas.stop();
  expect(await usedInStore()).toBe(900);
  expect(await redis.client.hget(`sluice:quota:${workspaceId}:plan1:one`, 'day')).toBe(String(today));
});

withRedis('an extension of a period that has ended is passed over', again, async () => {
  const [right, behind, third] = [await startNode(), await startNode(), await startNode()];
  expect(await lease(right)).toEqual({ granted: 10, retryMs: 0 });
  const yesterday = new Date(nowMs - dayMs).toISOString().slice(0, 10);
  const extensions = [{ keyId: 'one', day: yesterday, remaining: 400, grantedAtMs: 1 }];
  behind.quotas.extend(plan({ quota, extensions }), nowMs - dayMs);
  await behind.quotas.returnIdle();
  expect(await lease(third)).toEqual({ granted: 10, retryMs: 0 });
  expect(await usedInStore()).toBe(50);
});

withRedis.each(['DAY', 'WEEK', 'MONTH'] as const)('Redis begins a %s as the nodes do', async (period) => {
  const days = Array.from({ length: 1_000 }, (_, i) => i * 37);
  const starts = `${startOfPeriod}
    local starts = {}
    for i, day in ipairs(ARGV) do starts[i] = startOfPeriod(KEYS[1], tonumber(day)) end
    return starts`;
  const expected = days.map((each) => periodStart(period, each * dayMs) / dayMs);
  expect(await redis.client.eval(starts, 1, period, ...days)).toEqual(expected);
});

withRedis('what the store was told counts once, also when its answer comes late', async () => {
  const node = await startNode();
  await eventually(async () => (await lease(node)) !== 'away');
  await node.quotas.stop();
  const before = await usedInStore();
  for (let i = 0; i < 50; i += 1) node.counter.takeOverdraft(quota, nowMs);
  redis.signal('SIGSTOP');
  expect(await lease(node)).toBe('away');
  redis.signal('SIGCONT');
  await eventually(async () => {
    await node.quotas.returnIdle().catch(() => undefined);
    return (await usedInStore()) === before + 50;
  });
});
