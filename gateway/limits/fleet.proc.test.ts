import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apiId, blob, key, plan, proxyTo, route, snapshot, stage, workspaceId } from '../testing/fixtures.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { load } from '../testing/load.ts';
import { setUp } from '../testing/proc-setup.ts';
import { findRedis, RedisServer } from '../testing/redis-server.ts';

const program = findRedis();
if (!program)
  process.stderr.write('Shared quotas are not tested: no redis-server (Debian: apt-get install redis-server).\n');
const withRedis = test.runIf(program !== undefined);

const setup = setUp();
let redis: RedisServer;
beforeEach(async () => {
  if (program) redis = await RedisServer.start(program);
});
afterEach(async () => {
  if (program) await redis.stop();
});

const quota = { limit: 1_000, offset: 0, period: 'MONTH' } as const;
const path = `/${apiId}/prod/x`;
const headers = { 'x-api-key': 'value-one' };

async function fleet(count: number): Promise<GatewayProcess[]> {
  const { control, upstream } = setup;
  const keyed = route('GET', '/x', proxyTo(upstream.url), { apiKeyRequired: true });
  control.setStage(stage(control.addBlob(blob(snapshot([keyed])))));
  control.setPlan('plan1', plan({ quota }));
  control.setKey('one', key('one', 'value-one'));
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      setup.startGateway({
        SLUICE_NODE_DIR: join(setup.dir, `node-${index}`),
        SLUICE_REDIS_URL: redis.url,
        SLUICE_GATEWAY_MAX_WORKERS: '2',
        SLUICE_GATEWAY_MIN_WORKERS: '2',
      }),
    ),
  );
  await Promise.all(nodes.map((node) => node.ready()));
  return nodes;
}

/** Sends a number of requests over all nodes, so many at a time; how many were admitted. */
async function admitted(nodes: GatewayProcess[], requests: number, width: number): Promise<number> {
  let sent = 0;
  const counts = await Promise.all(
    nodes.map(({ port }) => load({ port, path, headers, width, goOn: () => (sent += 1) <= requests })),
  );
  expect(counts.flatMap(({ errors }) => errors)).toEqual([]);
  const statuses = counts.flatMap((count) => [...count.statuses.keys()]);
  expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
  return counts.reduce((sum, count) => sum + (count.statuses.get(200) ?? 0), 0);
}

const usedInStore = async () => Number(await redis.client.hget(`sluice:quota:${workspaceId}:plan1:one`, 'used'));

withRedis('R6: a quota of 1,000 over three nodes at 50 concurrent admits 1,000 and not one more', async () => {
  const nodes = await fleet(3);
  let total = await admitted(nodes, 3_000, 50);
  expect(total).toBeLessThanOrEqual(1_000);
  // What a node leased and did not use goes back, and is used by whoever asks.
  await eventually(async () => {
    total += await admitted(nodes, 30, 3);
    expect(total).toBeLessThanOrEqual(1_000);
    return total === 1_000;
  }, 30_000);
  expect(await usedInStore()).toBe(1_000);
  const commands = /calls=(\d+)/.exec(
    (await redis.client.info('commandstats')).split('cmdstat_evalsha:')[1] ?? '',
  )?.[1];
  expect(Number(commands)).toBeLessThan(1_000);
});

withRedis('a node that is killed takes no more than its leases with it, and the count is not reset', async () => {
  const [victim, ...others] = await fleet(3);
  if (!victim) throw new Error('There are three nodes.');
  const before = await admitted([victim, ...others], 300, 5);
  expect(before).toBe(300);
  await victim.end('SIGKILL');
  let total = before;
  await eventually(async () => {
    const more = await admitted(others, 200, 10);
    total += more;
    return more === 0 && (await usedInStore()) === 1_000;
  }, 30_000);
  expect(total).toBeLessThanOrEqual(1_000);
  expect(total).toBeGreaterThan(850);
});

withRedis(
  'R9: while Redis is stopped nodes count alone, no request hangs, and they share again within 5 s',
  async () => {
    const nodes = await fleet(2);
    expect(await admitted(nodes, 100, 5)).toBe(100);
    redis.signal('SIGSTOP');
    let worstMs = 0;
    let alone = 0;
    for (const until = performance.now() + 3_000; performance.now() < until; alone += 2) {
      const startedAtMs = performance.now();
      expect(await admitted(nodes, 2, 1)).toBe(2);
      worstMs = Math.max(worstMs, performance.now() - startedAtMs);
      await setTimeout(20);
    }
    expect(worstMs).toBeLessThan(1_500);
    await eventually(() =>
      setup.control.reports.some(({ warnings }) => warnings.some((warning) => warning.includes('this node alone'))),
    );
    redis.signal('SIGCONT');
    await eventually(async () => (await usedInStore()) >= 100 + alone, 5_000);
    await eventually(() => setup.control.reports.at(-1)?.warnings.length === 0, 10_000);
    const total = 100 + alone + (await admitted(nodes, 2_000, 20));
    expect(total).toBeLessThanOrEqual(1_000);
    expect(total).toBeGreaterThan(800);
  },
);

withRedis('what is left of a quota is set for the whole fleet', async () => {
  const nodes = await fleet(2);
  expect(await admitted(nodes, 1_500, 10)).toBeGreaterThan(900);
  const extensions = [{ keyId: 'one', day: new Date().toISOString().slice(0, 10), remaining: 40 }];
  setup.control.setPlan('plan1', plan({ quota, extensions }));
  await eventually(async () => (await usedInStore()) === 960);
  await setTimeout(1_000);
  let total = 0;
  await eventually(async () => {
    total += await admitted(nodes, 100, 5);
    return total >= 40;
  });
  expect(total).toBe(40);
});
