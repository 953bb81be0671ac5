import { expect, test } from 'vitest';
import { apiId, plan, workspaceId } from '../testing/fixtures.ts';
import { keyHeaders, loadAll, setUpFleet } from '../testing/fleet-setup.ts';
import { eventually, type GatewayProcess } from '../testing/gateway-process.ts';
import { admittedBy } from '../testing/load.ts';

const setup = setUpFleet();
const withRedis = test.runIf(setup.program !== undefined);

const print = (line: string) => process.stdout.write(`${line}\n`);
const quota = { limit: 1_000, offset: 0, period: 'MONTH' } as const;

/** Sends a number of requests over all nodes, so many at a time at each; how many were admitted. */
async function admitted(nodes: GatewayProcess[], requests: number, width: number, path = '/x'): Promise<number> {
  let sent = 0;
  return (await loadAll(nodes, { path, width, goOn: () => (sent += 1) <= requests })).admitted;
}

const usedInStore = async () =>
  Number(await setup.redis().client.hget(`sluice:quota:${workspaceId}:plan1:one`, 'used'));

/** Scripts that Redis ran for the nodes. */
async function asked(): Promise<number> {
  const [, stats = ''] = (await setup.redis().client.info('commandstats')).split('cmdstat_evalsha:');
  return Number(/calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

withRedis(
  'R6: a quota of 1,000 over three nodes at 50 concurrent admits 1,000 and not one more',
  setup.again,
  async () => {
    const nodes = await setup.startNodes(3, { quota });
    let total = await admitted(nodes, 3_000, 50);
    expect(total).toBeLessThanOrEqual(1_000);
    // What a node leased and did not use goes back, and is used by whoever asks.
    await eventually(async () => {
      total += await admitted(nodes, 30, 3);
      expect(total).toBeLessThanOrEqual(1_000);
      return total === 1_000;
    }, 30_000);
    print(`R6: ${total} of 1,000 admitted over three nodes; ${await asked()} questions to Redis`);
    expect(await usedInStore()).toBe(1_000);
    expect(await asked()).toBeLessThan(1_000);
  },
);

withRedis(
  'a node that is killed takes no more than its leases with it, and the count is not reset',
  setup.again,
  async () => {
    const [victim, ...others] = await setup.startNodes(3, { quota });
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
  },
);

withRedis('what is left of a quota is set for the whole fleet', setup.again, async () => {
  const nodes = await setup.startNodes(2, { quota });
  expect(await admitted(nodes, 1_500, 10)).toBeGreaterThan(900);
  const extensions = [{ keyId: 'one', day: new Date().toISOString().slice(0, 10), remaining: 40 }];
  const { seq } = setup.control.setPlan('plan1', plan({ quota, extensions }));
  // From then on no node uses what it leased before.
  const told = () => setup.control.reports.filter(({ appliedSeq }) => appliedSeq >= seq);
  await eventually(() => new Set(told().map(({ nodeId }) => nodeId)).size === nodes.length);
  await eventually(async () => (await usedInStore()) === 960);
  let total = 0;
  await eventually(async () => {
    total += await admitted(nodes, 100, 5);
    return total >= 40;
  });
  expect(total).toBe(40);
});

withRedis(
  'R7 over three nodes: a key gets its burst and its rate once, and another key its own',
  setup.again,
  async () => {
    const throttle = { rateLimit: 100, burstLimit: 50 };
    const nodes = await setup.startNodes(3, { throttle });
    const startedAtMs = performance.now();
    const goOn = () => performance.now() - startedAtMs < 10_000;
    const [flood, beside] = await Promise.all([
      loadAll(nodes, { width: 4, goOn }),
      loadAll(nodes.slice(0, 1), {
        headers: keyHeaders.two,
        width: 1,
        goOn: () => performance.now() - startedAtMs < 9_000,
        pauseMs: 50,
      }),
    ]);
    const elapsedS = (performance.now() - startedAtMs) / 1_000;
    const most = Math.floor(throttle.burstLimit + throttle.rateLimit * elapsedS);
    const times = flood.counts.flatMap(({ answeredAtMs }) => answeredAtMs).toSorted((a, b) => a - b);
    // Of answers that were read late nothing is known, unless others follow.
    const inTime = times.filter((atMs) => atMs - startedAtMs < 10_000);
    const exact = admittedBy(throttle, inTime);
    print(
      `R7 over three nodes: ${flood.admitted} of ${times.length} requests admitted in ${elapsedS.toFixed(1)} s, ` +
        `${most} at most, ${exact} by an exact bucket; ${await asked()} questions to Redis`,
    );
    expect(flood.admitted).toBeLessThanOrEqual(most);
    expect(flood.admitted).toBeGreaterThanOrEqual(Math.floor(exact * 0.95));
    expect(beside.counts[0]?.statuses.get(429)).toBe(undefined);
    expect(beside.admitted).toBeGreaterThan(50);
  },
);

withRedis(
  'the throttle for a method refuses before that of the plan, and uses up nothing of it',
  setup.again,
  async () => {
    const slow = (burstLimit: number) => ({ rateLimit: 0.01, burstLimit });
    const apiStages = [{ apiId, stage: 'prod', throttle: { '/x/GET': slow(2) } }];
    const nodes = await setup.startNodes(2, { throttle: slow(5), apiStages });
    expect(await admitted(nodes, 40, 2, '/x')).toBe(2);
    let others = 0;
    await eventually(async () => {
      others += await admitted(nodes, 4, 1, '/y');
      return others === 3;
    });
    expect(await admitted(nodes, 40, 2, '/y')).toBe(0);
  },
);
