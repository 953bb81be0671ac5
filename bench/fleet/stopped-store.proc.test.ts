import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import type { Member } from '#server/actor.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { createKey } from '#server/keys/create-key.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { createEchoApi, type EchoApi, stageName } from './echo-api.ts';
import { ask, everywhere } from './everywhere.ts';
import { extent } from './extent.ts';
import { inWords, memoryNow, mostGrownMb } from './memory.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type NodeServer, serveNodes } from './node-server.ts';
import { startTraffic } from './traffic.ts';

const stoppedMs = extent(30_000, 8_000);
const recoveryLimitMs = 5_000;
/** What a process may use more after the database stood still than before, MB. */
const growthLimitMb = 64;

let fleet: Fleet;
let control: NodeServer;
let owner: Member;
let api: EchoApi;
let nodes: GatewayProcess[];
let key: string;

beforeAll(async () => {
  fleet = await startFleet();
  owner = await newWorkspace();
  await ensureLocalToken();
  api = await createEchoApi(owner, fleet.upstream.url);
  const { id: planId } = await createPlan.execute(owner, { name: 'Plan', stages: [{ apiId: api.apiId, stageName }] });
  ({ value: key } = await createKey.execute(owner, { name: 'Key', planIds: [planId] }));
  control = await serveNodes();
  nodes = [await fleet.addNode(control.url), await fleet.addNode(control.url)];
});

afterAll(async () => {
  fleet.signalStore('SIGCONT');
  await control.stop();
  await fleet.stop();
});

const isServed = (version: number) => async (node: GatewayProcess) =>
  (await ask(node, api.openPath)).text.includes(`"/version-${version}"`);

test('R9: while the database stands still nodes go on as before, changes wait, and both are in step soon after', async () => {
  await everywhere(nodes, async (node) => (await ask(node, api.keyedPath, key)).status === 200);
  const traffic = startTraffic(nodes, api.openPath, ({ status, text }) =>
    status === 200 ? null : `${status} ${text}`,
  );
  const usualFrom = performance.now();
  await api.deploy(2);
  await everywhere(nodes, isServed(2));
  const usualMs = performance.now() - usualFrom;
  const before = await memoryNow(nodes);
  fleet.signalStore('SIGSTOP');
  // A transaction that had begun may be refused for its age; it is then made again.
  const deployed = api.deploy(3).then(
    () => 'went through',
    ({ code }: { code: string }) => `was refused with ${code}`,
  );
  const isOver = await Promise.race([deployed.then(() => true), sleep(stoppedMs / 2).then(() => false)]);
  // Keys are checked by what nodes hold: those that are good stay so, and no other becomes so.
  for (const node of nodes) {
    expect((await ask(node, api.keyedPath, key)).status).toBe(200);
    expect((await ask(node, api.keyedPath, 'x'.repeat(40))).status).toBe(403);
  }
  await sleep(stoppedMs / 2);
  expect(isOver).toBe(false);
  const during = await memoryNow(nodes);
  fleet.signalStore('SIGCONT');
  const resumedAt = performance.now();
  const fate = await deployed;
  if (fate !== 'went through') {
    expect(fate).toMatch(/P2028|UNAVAILABLE/);
    await api.deploy(3);
  }
  const storedMs = performance.now() - resumedAt;
  const recoveredMs = (await everywhere(nodes, isServed(3))) - resumedAt;
  const { answered, failures, slowestMs } = await traffic.stop();
  const after = await memoryNow(nodes);
  console.log(
    `R9, database (${fleet.store}) stopped for ${stoppedMs / 1000} s: ${failures.length} of ${answered} requests failed, ` +
      `slowest ${slowestMs.toFixed(0)} ms; the deployment meanwhile ${fate}; ${storedMs.toFixed(0)} ms after it went on the ` +
      `version was stored, after ${recoveredMs.toFixed(0)} ms served everywhere (${usualMs.toFixed(0)} ms without a stop)\n` +
      `memory of two nodes and the control plane: ${inWords(before)} before, ${inWords(during)} at the end of the stop, ` +
      `${inWords(after)} after`,
  );
  expect(failures).toEqual([]);
  expect(recoveredMs).toBeLessThan(recoveryLimitMs);
  expect(mostGrownMb(before, during)).toBeLessThan(growthLimitMb);
}, 180_000);
