import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../testing/gateway-process.ts';
import { admittedBy } from '../testing/load.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';
import { Standstill } from '../testing/standstill.ts';
import { FleetBuckets } from './fleet-buckets.ts';
import { FleetStore } from './fleet-store.ts';
import { Fleet } from './fleet.ts';
import { LimitMemory } from './limit-memory.ts';
import { QuotaCounters } from './quota.ts';
import { ThrottleStore } from './throttle-store.ts';

/** Nodes without their HTTP: memory, a main thread's share and a worker's, each with its own connection to one real Redis. */
const program = findRedis();
const withRedis = test.runIf(program !== undefined);

const standstill = new Standstill();
/** Of tests that are about what passes while Redis answers. */
const again = { retry: { count: 5, condition: () => standstill.isAny } };

const print = (line: string) => process.stdout.write(`${line}\n`);

type Node = { memory: LimitMemory; buckets: FleetBuckets; fleet: Fleet };
let redis: RedisServer;
let nodes: Node[];
beforeEach(async () => {
  if (!program) return;
  redis = await RedisServer.start(program);
  nodes = [await startNode(), await startNode(), await startNode()];
  standstill.begin();
});
afterEach(async () => {
  if (!program) return;
  await Promise.all(nodes.map(({ fleet }) => fleet.stop()));
  await redis.stop();
});

async function startNode(): Promise<Node> {
  const memory = new LimitMemory();
  const told = (problem: string | null) => problem !== null && standstill.storeAway();
  const fleet = new Fleet(redis.url, memory, new QuotaCounters(memory), told);
  await fleet.start();
  await eventually(() => fleet.problem === null);
  return { memory, fleet, buckets: new FleetBuckets(memory, (question) => fleet.lease(question)) };
}

async function take({ buckets }: Node, name: string, rateLimit: number, burstLimit: number): Promise<boolean> {
  return buckets.take(buckets.bucket(name), { rateLimit, burstLimit }, performance.now());
}

async function takeMany(node: Node, count: number, name: string, rateLimit: number, burstLimit: number) {
  const taken = await Promise.all(Array.from({ length: count }, () => take(node, name, rateLimit, burstLimit)));
  return taken.filter(Boolean).length;
}

/** Requests at all nodes, in spells and with gaps of random length: when each was sent, and when those that were admitted were. */
async function randomTraffic(durationMs: number, rateLimit: number, burstLimit: number) {
  const [sentAtMs, admittedAtMs]: [number[], number[]] = [[], []];
  const until = performance.now() + durationMs;
  const sender = async (node: Node) => {
    while (performance.now() < until) {
      const width = 1 + Math.floor(Math.random() * 20);
      for (const end = performance.now() + Math.random() * 1_000; performance.now() < end;) {
        await Promise.all(
          Array.from({ length: width }, async () => {
            sentAtMs.push(performance.now());
            if (await take(node, 'bucket', rateLimit, burstLimit)) admittedAtMs.push(performance.now());
          }),
        );
        await sleep(Math.random() * 20);
      }
      await sleep(Math.random() * 1_500);
    }
  };
  await Promise.all(nodes.map(sender));
  return { sentAtMs: sentAtMs.toSorted((a, b) => a - b), admittedAtMs: admittedAtMs.toSorted((a, b) => a - b) };
}

withRedis(
  'within any t seconds at most burst + rate * t pass over all nodes, and little less than asked for',
  again,
  async () => {
    const [rateLimit, burstLimit] = [100, 50];
    const { sentAtMs, admittedAtMs } = await randomTraffic(12_000, rateLimit, burstLimit);
    // The time until an answer is noticed, on a machine that does other things.
    const slackS = 0.05;
    let [worst, tokens, lastMs] = [0, 0, admittedAtMs[0] ?? 0];
    for (const atMs of admittedAtMs) {
      tokens = Math.max(0, tokens - ((atMs - lastMs) * rateLimit) / 1_000) + 1;
      lastMs = atMs;
      worst = Math.max(worst, tokens);
    }
    const exact = admittedBy({ rateLimit, burstLimit }, sentAtMs);
    print(
      `Three nodes, rate 100, burst 50: ${admittedAtMs.length} of ${sentAtMs.length} admitted, ${exact} by an exact bucket; ` +
        `at most ${worst.toFixed(1)} beyond the rate in any window`,
    );
    expect(worst).toBeLessThanOrEqual(burstLimit + rateLimit * slackS);
    expect(admittedAtMs.length).toBeGreaterThan(exact * 0.9);
  },
);

withRedis('a burst is shared: together nodes get it once, and one alone gets it whole', again, async () => {
  // At each more than there is, so that none keeps what it leased in advance, whoever is ahead.
  const together = await Promise.all(nodes.map((node) => takeMany(node, 100, 'shared', 0.1, 60)));
  expect(together.reduce((sum, count) => sum + count)).toBe(60);
  const [first] = nodes;
  if (!first) throw new Error('There are three nodes.');
  expect(await takeMany(first, 100, 'alone', 0.1, 60)).toBe(60);
});

withRedis('what a node holds and does not use goes back, also when the node is gone', again, async () => {
  const [first, second] = nodes;
  if (!first || !second) throw new Error('There are three nodes.');
  expect(await take(first, 'bucket', 0.1, 40)).toBe(true);
  const atOnce = await takeMany(second, 60, 'bucket', 0.1, 40);
  expect(atOnce).toBeLessThan(39);
  expect(atOnce).toBeGreaterThanOrEqual(39 - 10);
  let taken = atOnce;
  await eventually(async () => (taken += await takeMany(second, 5, 'bucket', 0.1, 40)) === 39, 4_000);

  // A node that leases in advance, and is never heard of again.
  const store = new FleetStore(redis.url);
  await eventually(() =>
    store.opened().then(
      () => true,
      () => false,
    ),
  );
  const throttle = { rateLimit: 20, burstLimit: 40 };
  const request = { name: 'other', throttle, need: 0, want: 10, left: 0, back: 0 };
  expect(await new ThrottleStore(store).lease(request, () => undefined)).toEqual({ granted: 5, retryMs: 0 });
  store.close();
  await sleep(5_500);
  expect(await takeMany(second, 60, 'other', 20, 40)).toBeGreaterThanOrEqual(40);
});

withRedis('a bucket that is far from empty costs few questions', again, async () => {
  const requests = 20_000;
  let admitted = 0;
  const sender = async (node: Node) => {
    for (let sent = 0; sent < requests / 3; sent += 20) {
      admitted += await takeMany(node, 20, 'account', 10_000, 5_000);
      await sleep(10);
    }
  };
  await Promise.all(nodes.map(sender));
  const [, stats = ''] = (await redis.client.info('commandstats')).split('cmdstat_evalsha:');
  const questions = Number(/calls=(\d+)/.exec(stats)?.[1]);
  print(`${admitted} of ${requests} requests admitted under 10,000 per second: ${questions} questions to Redis`);
  expect(admitted).toBeGreaterThanOrEqual(requests);
  expect(questions).toBeLessThan(requests * 0.02);
});

withRedis(
  'while Redis stands still or is gone each node has its own buckets, and shares again when it is back',
  { retry: { count: 5, condition: () => standstill.isOwn } },
  async () => {
    const [first, second] = nodes;
    if (!first || !second) throw new Error('There are three nodes.');
    expect(await takeMany(first, 30, 'bucket', 0.1, 20)).toBe(20);
    redis.signal('SIGSTOP');
    const startedAtMs = performance.now();
    // The first to ask waits until Redis counts as away, and no longer.
    expect(await takeMany(second, 30, 'bucket', 0.1, 20)).toBe(20);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    expect(
      second.buckets.take(second.buckets.bucket('bucket'), { rateLimit: 0.1, burstLimit: 20 }, performance.now()),
    ).toBe(false);
    await eventually(() => nodes.every(({ fleet }) => fleet.problem !== null));
    redis.signal('SIGCONT');
    await eventually(() => nodes.every(({ fleet }) => fleet.problem === null), 5_000);
    expect(await takeMany(first, 30, 'bucket', 0.1, 20)).toBeLessThan(10);

    await redis.kill();
    await eventually(() => nodes.every(({ fleet }) => fleet.problem !== null));
    await redis.restart();
    await eventually(() => nodes.every(({ fleet }) => fleet.problem === null), 5_000);
    expect(await takeMany(first, 30, 'new', 0.1, 20)).toBe(20);
    expect(await takeMany(second, 30, 'new', 0.1, 20)).toBeLessThan(5);
  },
);

withRedis('a store that answers but refuses writes is away until it takes them again', async () => {
  const [node] = nodes;
  if (!node) throw new Error('There are three nodes.');
  // Redis refuses what writes while it has fewer replicas than this.
  await redis.client.config('SET', 'min-replicas-to-write', '1');
  await eventually(() => node.memory.isStoreAway);
  for (const until = performance.now() + 2_000; performance.now() < until; await sleep(20)) {
    expect(node.memory.isStoreAway).toBe(true);
    expect(await take(node, 'alone', 1_000, 1_000)).toBe(true);
  }
  await eventually(() => /^Redis cannot be asked: NOREPLICAS/.test(node.fleet.problem ?? ''));
  await redis.client.config('SET', 'min-replicas-to-write', '0');
  await eventually(() => !node.memory.isStoreAway);
});
