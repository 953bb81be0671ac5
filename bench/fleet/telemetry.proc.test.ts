import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { db } from '#server/db.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { type ControlPlaneProcess, startControlPlane } from './control-plane-process.ts';
import { createEchoApi, type EchoApi } from './echo-api.ts';
import { ask } from './everywhere.ts';
import { type Fleet, startFleet } from './fleet.ts';

const restarts = 5;
const requestsPerNode = 60;

let fleet: Fleet;
let control: ControlPlaneProcess;
let api: EchoApi;
let nodes: GatewayProcess[];

beforeAll(async () => {
  fleet = await startFleet();
  api = await createEchoApi(await newWorkspace(), fleet.upstream.url);
  control = await startControlPlane();
  nodes = [await fleet.addNode(control.url), await fleet.addNode(control.url)];
});

afterAll(async () => {
  await control.kill();
  await fleet.stop();
});

/** The requests that each level and resolution of the rollups holds of the API. */
async function counted(): Promise<Record<string, number>> {
  const groups = await db().rollup.groupBy({
    by: ['level', 'resolution'],
    where: { level: { in: ['STAGE', 'METHOD'] }, apiId: api.apiId },
    _sum: { count: true },
  });
  return Object.fromEntries(
    groups.map(({ level, resolution, _sum }) => [`${level} ${resolution}`, Number(_sum.count)]),
  );
}

test('every request is counted once, however often the control plane is killed while nodes report', async () => {
  const port = Number(new URL(control.url).port);
  let sent = 0;
  for (let restart = 0; restart < restarts; restart += 1) {
    const traffic = Promise.all(
      nodes.map(async (node) => {
        for (let i = 0; i < requestsPerNode; i += 1) {
          expect((await ask(node, api.openPath)).status).toBe(200);
          sent += 1;
          await sleep(5);
        }
      }),
    );
    await sleep(Math.random() * 300);
    await control.kill();
    await traffic;
    control = await startControlPlane(port);
  }
  expect(sent).toBe(restarts * nodes.length * requestsPerNode);
  const exact = Object.fromEntries(
    ['STAGE', 'METHOD'].flatMap((level) => ['MINUTE', 'HOUR', 'DAY'].map((step) => [`${level} ${step}`, sent])),
  );
  await expect.poll(counted, { timeout: 60_000, interval: 200 }).toEqual(exact);
  // Whatever is still on its way would be counted again now.
  await sleep(1_000);
  expect(await counted()).toEqual(exact);
});
