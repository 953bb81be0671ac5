import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import type { Member } from '#server/actor.ts';
import { db } from '#server/db.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { type ControlPlaneProcess, startControlPlane } from './control-plane-process.ts';
import { stageName } from './echo-api.ts';
import { ask, everywhere } from './everywhere.ts';
import { extent } from './extent.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { startTraffic } from './traffic.ts';
import { createVersionedApi, type VersionedApi } from './versioned-api.ts';

const convergeLimitMs = 5_000;
/** A push takes some tens of milliseconds, on a busy machine more. */
const killWithinMs = 200;

/** Telemetry as often as nodes send it unless they are told otherwise. */
const steady = { SLUICE_TELEMETRY_FLUSH_MS: '2000' };

let fleet: Fleet;
let control: ControlPlaneProcess;
let owner: Member;
let api: VersionedApi;
let nodes: GatewayProcess[];

beforeAll(async () => {
  fleet = await startFleet();
  owner = await newWorkspace();
  api = await createVersionedApi(owner);
  control = await startControlPlane();
  nodes = [];
  for (let count = 0; count < 3; count += 1) nodes.push(await fleet.addNode(control.url, steady));
});

afterAll(async () => {
  await control.kill();
  await fleet.stop();
});

async function servedVersion(node: GatewayProcess): Promise<number> {
  return (JSON.parse((await ask(node, api.path)).text) as { version: number }).version;
}

/** Waits until every node says that it runs all revisions, and all the same. */
async function converged(): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const { revisionSeq } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
    const rows = await db().gatewayNode.findMany({ where: { stoppedAt: null } });
    const isUpToDate = rows.length === nodes.length && rows.every((row) => row.appliedSeq === revisionSeq);
    if (isUpToDate && new Set(rows.map((row) => row.stateHash)).size === 1) return;
    if (performance.now() > until) {
      throw new Error(`Revision ${revisionSeq}: ${rows.map((row) => `${row.name} ${row.appliedSeq}`).join(', ')}`);
    }
    await sleep(20);
  }
}

test('R1: no request fails and no answer is of two versions while deployment follows on deployment', async () => {
  const deployments = extent(200, 20);
  const requests = extent(20_000, 3_000);
  const traffic = startTraffic(nodes, api.path, api.problem);
  for (let version = 2; version <= deployments + 1; version += 1) await api.deploy(version);
  await everywhere(nodes, async (node) => (await servedVersion(node)) === deployments + 1);
  while (traffic.answered() < requests) await sleep(50);
  const { answered, failures, slowestMs } = await traffic.stop();
  console.log(
    `R1, ${deployments} deployments: ${failures.length} of ${answered} requests failed, slowest ${slowestMs.toFixed(0)} ms`,
  );
  expect(failures).toEqual([]);
  expect(await api.mixed()).toEqual([]);
}, 600_000);

test('R2: nodes serve what they have while the control plane is killed in the middle of a push, and agree after its restart', async () => {
  const rounds = extent(30, 5);
  const requests = extent(10_000, 2_000);
  const port = Number(new URL(control.url).port);
  const takenMs: number[] = [];
  const traffic = startTraffic(nodes, api.path, api.problem);
  const killed = async () => {
    const { nextDeploymentNumber } = await db().restApi.findUniqueOrThrow({ where: { id: api.apiId } });
    await api.edit(nextDeploymentNumber);
    control.deploy(owner, { apiId: api.apiId, stageName });
    await sleep(Math.random() * killWithinMs);
    await control.kill();
    control = await startControlPlane(port);
    const startedAt = performance.now();
    await converged();
    const convergedMs = performance.now() - startedAt;
    const { deployment } = await db().stage.findUniqueOrThrow({
      where: { apiId_stageName: { apiId: api.apiId, stageName } },
      include: { deployment: true },
    });
    for (const node of nodes) expect(await servedVersion(node)).toBe(deployment.number);
    return convergedMs;
  };
  for (let round = 0; round < rounds; round += 1) takenMs.push(await killed());
  while (traffic.answered() < requests) await sleep(50);
  const { answered, failures, slowestMs } = await traffic.stop();
  const worst = Math.max(...takenMs);
  console.log(
    `R2, ${rounds} kills: ${failures.length} of ${answered} requests failed, slowest ${slowestMs.toFixed(0)} ms; ` +
      `one hash after at most ${worst.toFixed(0)} ms`,
  );
  expect(failures).toEqual([]);
  expect(await api.mixed()).toEqual([]);
  expect(worst).toBeLessThan(convergeLimitMs);
}, 900_000);
