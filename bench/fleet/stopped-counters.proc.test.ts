import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { admittedBy } from '#gateway/testing/load.ts';
import { findRedis, RedisServer } from '#gateway/testing/redis-server.ts';
import type { Member } from '#server/actor.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { createKey } from '#server/keys/create-key.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { createEchoApi, type EchoApi, stageName } from './echo-api.ts';
import { ask, everywhere } from './everywhere.ts';
import { extent } from './extent.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { inWords, memoryNow, mostGrownMb } from './memory.ts';
import { type NodeServer, serveNodes } from './node-server.ts';
import { type Answer, startTraffic } from './traffic.ts';

const program = findRedis();
const stoppedMs = extent(30_000, 8_000);
const recoveryLimitMs = 5_000;
/** What a request may take at most: the node finds out once that Redis does not answer. */
const slowestLimitMs = 1_500;
const growthLimitMb = 64;
/** A plan that nobody exceeds, and one that its key exceeds all the time. */
const ample = {
  throttle: { rateLimit: 5_000, burstLimit: 5_000 },
  quota: { limit: 1_000_000, offset: 0, period: 'MONTH' },
};
const scarce = { throttle: { rateLimit: 40, burstLimit: 20 } };

let fleet: Fleet;
let redis: RedisServer;
let control: NodeServer;
let owner: Member;
let api: EchoApi;
let nodes: GatewayProcess[];

beforeAll(async () => {
  if (!program) return;
  fleet = await startFleet();
  redis = await RedisServer.start(program);
  owner = await newWorkspace();
  await ensureLocalToken();
  api = await createEchoApi(owner, fleet.upstream.url);
  control = await serveNodes();
  const environment = { SLUICE_REDIS_URL: redis.url };
  nodes = [await fleet.addNode(control.url, environment), await fleet.addNode(control.url, environment)];
});

afterAll(async () => {
  if (!program) return;
  await redis.stop();
  await control.stop();
  await fleet.stop();
});

async function keyOf(name: string, limits: object): Promise<string> {
  const stages = [{ apiId: api.apiId, stageName }];
  const { id } = await createPlan.execute(owner, { name, stages, ...limits });
  const { value } = await createKey.execute(owner, { name, planIds: [id] });
  await everywhere(nodes, async (node) => (await ask(node, api.keyedPath, value)).status === 200);
  return value;
}

/** Requests of a key at all nodes; when they were answered, and how many of them were admitted so far. */
function keyedTraffic(value: string, expected: readonly number[]) {
  let admitted = 0;
  const answeredAtMs: number[] = [];
  const problem = ({ status, text }: Answer) => {
    answeredAtMs.push(performance.now());
    if (status === 200) admitted += 1;
    return expected.includes(status) ? null : `${status} ${text}`;
  };
  const traffic = startTraffic(nodes, api.keyedPath, problem, { 'x-api-key': value });
  return { ...traffic, answeredAtMs, admitted: () => admitted };
}

/** Five seconds in which both share one bucket: what each held by itself is spent before they begin. */
async function whileShared(beyond: ReturnType<typeof keyedTraffic>): Promise<{ inWords: string; isHeld: boolean }> {
  await sleep(1_000);
  const [from, admittedFrom] = [performance.now(), beyond.admitted()];
  await sleep(5_000);
  const [admitted, until] = [beyond.admitted() - admittedFrom, performance.now()];
  const { rateLimit, burstLimit } = scarce.throttle;
  const seconds = (until - from) / 1_000;
  const most = burstLimit + rateLimit * seconds;
  const times = beyond.answeredAtMs.filter((atMs) => atMs > from && atMs < until);
  // A busy machine's load has gaps; and the burst was spent before.
  const least = (admittedBy(scarce.throttle, times) - burstLimit) * 0.9;
  const bounds = `at most ${most.toFixed(0)}, at least ${least.toFixed(0)}`;
  return {
    inWords: `${admitted} in ${seconds.toFixed(1)} s after it (${bounds})`,
    isHeld: admitted <= most && admitted > least,
  };
}

async function isAway(node: GatewayProcess): Promise<boolean> {
  const text = await (await fetch(`http://127.0.0.1:${node.adminPort}/metrics`)).text();
  return text.includes('\nsluice_fleet_store_away 1\n');
}

test.runIf(program !== undefined)(
  'R9: while Redis stands still nodes count alone, no request hangs, and they share again soon after',
  async () => {
    const within = keyedTraffic(await keyOf('Ample', ample), [200]);
    const beyond = keyedTraffic(await keyOf('Scarce', scarce), [200, 429]);
    await sleep(2_000);
    const [before, stoppedAt, admittedBefore] = [await memoryNow(nodes), performance.now(), beyond.admitted()];
    redis.signal('SIGSTOP');
    await sleep(stoppedMs);
    for (const node of nodes) expect(await isAway(node)).toBe(true);
    const [during, admittedAlone] = [await memoryNow(nodes), beyond.admitted() - admittedBefore];
    const aloneS = (performance.now() - stoppedAt) / 1_000;
    redis.signal('SIGCONT');
    const resumedAt = performance.now();
    await everywhere(nodes, async (node) => !(await isAway(node)));
    const recoveredMs = performance.now() - resumedAt;
    let shared = await whileShared(beyond);
    // Unless Redis stood still once more, by itself.
    for (let times = 1; times < 3 && !shared.isHeld; times += 1) shared = await whileShared(beyond);
    const outcomes = [await within.stop(), await beyond.stop()];
    const slowestMs = Math.max(...outcomes.map((outcome) => outcome.slowestMs));
    const answered = outcomes.reduce((sum, outcome) => sum + outcome.answered, 0);
    const failures = outcomes.flatMap((outcome) => outcome.failures);
    const after = await memoryNow(nodes);
    const { rateLimit, burstLimit } = scarce.throttle;
    const mostAlone = (nodes.length + 1) * burstLimit + nodes.length * rateLimit * aloneS;
    console.log(
      `R9, Redis stopped for ${stoppedMs / 1000} s: ${failures.length} of ${answered} requests failed, ` +
        `slowest ${slowestMs.toFixed(0)} ms; shared again ${recoveredMs.toFixed(0)} ms after it went on\n` +
        `throttle of ${rateLimit} per second: ${admittedAlone} in ${aloneS.toFixed(1)} s alone (at most ${mostAlone.toFixed(0)}), ` +
        `${shared.inWords}\n` +
        `memory of two nodes and the control plane: ${inWords(before)} before, ${inWords(during)} at the end of the stop, ` +
        `${inWords(after)} after`,
    );
    expect(failures).toEqual([]);
    expect(slowestMs).toBeLessThan(slowestLimitMs);
    expect(recoveredMs).toBeLessThan(recoveryLimitMs);
    expect(admittedAlone).toBeLessThanOrEqual(mostAlone);
    expect([shared.inWords, shared.isHeld]).toEqual([shared.inWords, true]);
    expect(mostGrownMb(before, during)).toBeLessThan(growthLimitMb);
    // The quota has learnt of everything that was admitted meanwhile.
    const [counter = ''] = await redis.client.keys('sluice:quota:*');
    await eventually(async () => Number(await redis.client.hget(counter, 'used')) >= within.admitted());
  },
  180_000,
);
