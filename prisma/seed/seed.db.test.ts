import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { db } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { listKeys } from '#server/keys/list-keys.ts';
import { ensureInstallation } from '#server/jobs/ensure-installation.ts';
import { readPublicPortal } from '#server/portals/read-public.ts';
import { getStage } from '#server/stages/get-stage.ts';
import { errorCode } from '#server/testing/error-of.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { seedCanaryInProgress } from './canary-in-progress.ts';
import { importApi } from './import-api.ts';
import { seedLarge } from './large.ts';
import { protectOrders, serveOrders } from './protect-orders.ts';
import { seedOwner } from './seed-owner.ts';

const silent = () => undefined;

test('a canary in progress is a Petstore that is deployed, keyed, published and has a second version', async () => {
  await ensureInstallation();
  const { actor, password } = await seedOwner();
  expect(actor.email).toBe('owner@example.com');
  expect(password).toMatch(/^\S{16}$/);
  const notes = await seedCanaryInProgress(actor, silent);
  expect(notes[0]).toMatch(/^Call it: curl -H 'x-api-key: [A-Za-z0-9]{40}' http\S+\/prod\/pet\/7$/);

  const api = await db().restApi.findFirstOrThrow({ where: { workspaceId: actor.workspaceId } });
  const stage = await getStage.execute(actor, { apiId: api.id, stageName: 'prod' });
  expect(stage).toMatchObject({ version: 1, canary: { version: 2, percentTraffic: 10 } });
  const portal = await readPublicPortal('petstore');
  expect(portal?.apis[0]?.reference.groups.map(({ name }) => name)).toEqual(['pet', 'store', 'user']);
  // Everything that a person would have done is in the audit, in the owner's name.
  const entries = await db().auditEntry.findMany({ where: { workspaceId: actor.workspaceId, actorId: actor.userId } });
  const acts = new Set(entries.map(({ action, targetType }) => `${action} ${targetType}`));
  for (const act of ['import api', 'deploy stage', 'create plan', 'create key', 'create portal']) {
    expect(acts).toContain(act);
  }

  // A second run does not mix with what is there.
  expect(await errorCode(seedOwner())).toBe('PRECONDITION_FAILED');
});

test('Orders are open to the shop’s pages, follow tokens, and their stage has a cache and an access log', async () => {
  const owner = await newWorkspace();
  const orders = await readFile(join(import.meta.dirname, 'apis/orders.yaml'), 'utf8');
  const apiId = await importApi(owner, 'orders.yaml', orders);
  await protectOrders(owner, apiId);
  await createDeployment.execute(owner, { apiId, stageName: 'prod' });
  await serveOrders(owner, apiId);
  const { id, corsConfiguration } = await db().restApi.findUniqueOrThrow({ where: { id: apiId } });
  expect(corsConfiguration).toMatchObject({ allowCredentials: false });
  const method = await db().method.findFirstOrThrow({ where: { apiId: id, authorizationType: 'JWT' } });
  expect(await db().authorizer.count({ where: { apiId, id: method.authorizerId ?? '' } })).toBe(1);
  const stage = await getStage.execute(owner, { apiId, stageName: 'prod' });
  expect(stage).toMatchObject({ cacheClusterEnabled: true, accessLogSettings: { destinationArn: null } });
});

test('many APIs and keys have the rows that the verbs write', async () => {
  const owner = await newWorkspace();
  await seedLarge(owner, silent, { apis: 2, keys: 7 });
  const { workspaceId } = owner;
  expect(await db().method.count({ where: { resource: { api: { workspaceId } } } })).toBe(100);
  const stages = await db().stage.findMany({ where: { api: { workspaceId } }, include: { deployment: true } });
  expect(stages.map(({ stageName, deployment }) => [stageName, deployment.routeCount])).toEqual([
    ['prod', 50],
    ['prod', 50],
  ]);
  const { items, total } = await listKeys.execute(owner, {});
  expect(total).toBe(7);
  expect(items[0]?.name).toBe('Customer 00001');
  const revisions = await db().revision.groupBy({ by: ['kind'], where: { workspaceId }, _count: true });
  expect(Object.fromEntries(revisions.map(({ kind, _count }) => [kind, _count]))).toEqual({
    key: 7,
    plan: 1,
    stage: 2,
  });
});
