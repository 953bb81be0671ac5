import { afterAll, beforeAll, expect, test } from 'vitest';
import { SluiceError } from '#core/errors.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import { apiSnapshotSchema, type ApiSnapshot } from '#core/snapshot/schema.ts';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import type { Member } from '#server/actor.ts';
import { createApi } from '#server/apis/create-api.ts';
import { readBlob } from '#server/blobs/read-blob.ts';
import { blobOf, storeBlobs } from '#server/blobs/store-blob.ts';
import { db, transaction } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { createMethod } from '#server/methods/create-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { createModel } from '#server/models/create-model.ts';
import { newId } from '#server/new-id.ts';
import { getStage } from '#server/stages/get-stage.ts';
import { rollbackStage } from '#server/stages/rollback-stage.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { stageName } from './echo-api.ts';
import { ask } from './everywhere.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type NodeServer, serveNodes } from './node-server.ts';
import { harmlessDefinitions, type Poison, poisons } from './poisoned-definitions.ts';
import { startTraffic } from './traffic.ts';
import { createVersionedApi, type VersionedApi } from './versioned-api.ts';

let fleet: Fleet;
let control: NodeServer;
let owner: Member;
let healthy: VersionedApi;
let node: GatewayProcess;

beforeAll(async () => {
  fleet = await startFleet();
  owner = await newWorkspace();
  await ensureLocalToken();
  healthy = await createVersionedApi(owner);
  control = await serveNodes();
  node = await fleet.addNode(control.url);
});

afterAll(async () => {
  await control.stop();
  await fleet.stop();
});

/** Writes the poison into a new API as a person would, and deploys it. */
async function deployPoisoned({ integration, model }: Poison): Promise<void> {
  const { id: apiId } = await createApi.execute(owner, { name: 'Poisoned' });
  const { id: resourceId } = await db().resource.findFirstOrThrow({ where: { apiId } });
  const id = { apiId, resourceId, httpMethod: model === undefined ? 'GET' : 'POST' };
  await createMethod.execute(owner, id);
  if (model !== undefined) await createModel.execute(owner, { apiId, name: 'Poison', schema: model });
  const patch = {
    ...(integration && { integration: { ...mockIntegration(), ...integration } }),
    ...(model !== undefined && { requestModels: { 'application/json': 'Poison' } }),
  };
  const { revision } = await db().method.findFirstOrThrow({ where: { apiId } });
  await updateMethod.execute(owner, { ...id, expectedRevision: revision, patch });
  await createDeployment.execute(owner, { apiId, stageName });
}

async function reasonOf(work: Promise<void>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof SluiceError) return error.message;
    throw error;
  }
}

test('R5: fifty poisoned definitions are refused with their reason, and the API beside them is not touched', async () => {
  const traffic = startTraffic([node], healthy.path, healthy.problem);
  // The same without poison is taken: what refuses the others is the poison.
  for (const harmless of harmlessDefinitions)
    expect(await reasonOf(deployPoisoned(harmless)), harmless.name).toBeNull();
  const accepted: string[] = [];
  for (const poison of poisons) {
    const reason = await reasonOf(deployPoisoned(poison));
    if (reason === null) accepted.push(poison.name);
    else expect(reason.length, poison.name).toBeGreaterThan(10);
  }
  const { answered, failures } = await traffic.stop();
  console.log(
    `R5, ${poisons.length} poisoned definitions: ${failures.length} of ${answered} requests beside them failed`,
  );
  expect(poisons).toHaveLength(50);
  expect(accepted).toEqual([]);
  expect(failures).toEqual([]);
});

/** What an older or broken control plane might send: it passed no check, so the node must refuse it. */
const snapshots: Record<string, (snapshot: ApiSnapshot) => unknown> = {
  'a later format': (snapshot) => ({ ...snapshot, formatVersion: 1_000 }),
  'no routes': ({ routes: _, ...snapshot }) => snapshot,
  'a template that does not end': (snapshot) => withIntegration(snapshot, { requestTemplates: { '*/*': '#if(true)' } }),
  'a pattern that is none': (snapshot) => withResponse(snapshot, { selectionPattern: '(' }),
};

function withIntegration(snapshot: ApiSnapshot, change: object): ApiSnapshot {
  const routes = snapshot.routes.map((route) => ({ ...route, integration: { ...route.integration, ...change } }));
  return { ...snapshot, routes };
}

function withResponse(snapshot: ApiSnapshot, change: object): ApiSnapshot {
  const [route] = snapshot.routes;
  const responses = (route?.integration.integrationResponses ?? []).map((response) => ({ ...response, ...change }));
  return withIntegration(snapshot, { integrationResponses: responses });
}

test.each(Object.keys(snapshots))(
  'R5: a node refuses a snapshot with %s, says why, and serves on what it had',
  async (name) => {
    const { apiId } = healthy;
    const first = await db().deployment.findFirstOrThrow({ where: { apiId, number: 1 } });
    const good = apiSnapshotSchema.parse(JSON.parse(await readBlob(db(), first.snapshotHash)));
    const blob = await blobOf(canonicalJson(snapshots[name]?.(good)));
    const { nextDeploymentNumber: number } = await db().restApi.update({
      where: { id: apiId },
      data: { nextDeploymentNumber: { increment: 1 } },
    });
    const id = newId();
    await transaction(async (tx) => {
      await storeBlobs(tx, [blob]);
      await tx.deployment.create({ data: { ...first, id, number, snapshotHash: blob.hash } });
    });
    await rollbackStage.execute(owner, { apiId, stageName, deploymentId: id });
    const nodes = async () => (await getStage.execute(owner, { apiId, stageName })).nodes;
    await expect.poll(nodes).toMatchObject({ state: 'refused', refused: [{ reason: /\w{4,}/ }] });
    expect((await ask(node, healthy.path)).status).toBe(200);
    await rollbackStage.execute(owner, { apiId, stageName, deploymentId: first.id });
    await expect.poll(nodes).toMatchObject({ state: 'live' });
  },
);
