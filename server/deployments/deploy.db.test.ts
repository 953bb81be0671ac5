import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { deleteApi } from '../apis/delete-api.ts';
import { getApiHeader } from '../apis/get-api-header.ts';
import { db } from '../db.ts';
import { createMethod } from '../methods/create-method.ts';
import { updateMethod } from '../methods/update-method.ts';
import { createStage } from '../stages/create-stage.ts';
import { deleteStage } from '../stages/delete-stage.ts';
import { getStage } from '../stages/get-stage.ts';
import { listStageEvents } from '../stages/list-stage-events.ts';
import { promoteCanary } from '../stages/promote-canary.ts';
import { removeCanary } from '../stages/remove-canary.ts';
import { rollbackStage } from '../stages/rollback-stage.ts';
import { setCanary } from '../stages/set-canary.ts';
import { updateStage } from '../stages/update-stage.ts';
import { errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createDeployment } from './create-deployment.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { diffDeployments } from './diff-deployments.ts';
import { getDeployment } from './get-deployment.ts';
import { listDeployments } from './list-deployments.ts';
import { previewDeployment } from './preview-deployment.ts';
import { restoreDraft } from './restore-draft.ts';

let owner: Member;
let apiId = '';
let rootId = '';
const stageName = 'prod';

beforeAll(async () => {
  owner = await newWorkspace();
});

beforeEach(async () => {
  ({ id: apiId } = await createApi.execute(owner, { name: 'Pets' }));
  rootId = (await db().resource.findFirstOrThrow({ where: { apiId } })).id;
  await createMethod.execute(owner, { apiId, resourceId: rootId, httpMethod: 'GET' });
});

async function edit(patch: object): Promise<void> {
  const { revision } = await db().method.findFirstOrThrow({ where: { apiId } });
  const id = { apiId, resourceId: rootId, httpMethod: 'GET' };
  await updateMethod.execute(owner, { ...id, expectedRevision: revision, patch });
}

function deploy(canary?: { percentTraffic: number; stageVariableOverrides?: Record<string, string> }) {
  return createDeployment.execute(owner, { apiId, stageName, ...(canary && { canary }) });
}

async function pushed(): Promise<unknown> {
  return (await db().revision.findUnique({ where: { kind_id: { kind: 'stage', id: `${apiId}/${stageName}` } } }))?.body;
}

test('the draft is deployed, changed, shown as different, put on a canary and promoted', async () => {
  expect(await getApiHeader.execute(owner, { apiId })).toMatchObject({ changes: { count: 0, comparedTo: null } });
  const preview = await previewDeployment.execute(owner, { apiId, stageName });
  expect(preview).toMatchObject({ baseVersion: null, problems: [] });
  expect(preview.changes.map((change) => `${change.kind} ${change.name}`)).toContain('added GET /');

  const first = await deploy();
  expect(first.number).toBe(1);
  expect(await pushed()).toMatchObject({ version: 1, deploymentId: first.deploymentId, canary: null });
  expect(await getApiHeader.execute(owner, { apiId })).toMatchObject({
    changes: { count: 0, comparedTo: { stageName, version: 1 }, problems: 0 },
    stages: [{ stageName, version: 1, canary: null, nodes: { state: 'no-nodes', total: 0 } }],
  });

  await edit({ apiKeyRequired: true });
  expect((await getApiHeader.execute(owner, { apiId })).changes.count).toBe(1);
  const { changes } = await previewDeployment.execute(owner, { apiId, stageName });
  expect(changes).toMatchObject([
    { kind: 'changed', name: 'GET /', fields: [{ field: 'apiKeyRequired', before: false, after: true }] },
  ]);
  expect(changes[0]?.breaking).toMatch(/key/);

  const second = await deploy({ percentTraffic: 10, stageVariableOverrides: { color: 'green' } });
  expect(await pushed()).toMatchObject({ version: 1, canary: { version: 2, percentTraffic: 10 } });
  expect((await errorOf(deploy())).code).toBe('PRECONDITION_FAILED');
  await setCanary.execute(owner, { apiId, stageName, percentTraffic: 55.5 });
  expect(await pushed()).toMatchObject({
    canary: { percentTraffic: 55.5, stageVariableOverrides: { color: 'green' } },
  });
  expect(
    (await errorOf(deleteDeployment.execute(owner, { apiId, deploymentId: second.deploymentId }))).message,
  ).toMatch(/in use by prod/);

  await promoteCanary.execute(owner, { apiId, stageName });
  expect(await pushed()).toMatchObject({ version: 2, canary: null, variables: { color: 'green' } });
  const events = await listStageEvents.execute(owner, { apiId, stageName });
  expect(events.items.map((event) => event.kind)).toEqual([
    'canary-promote',
    'canary-weight',
    'canary-deploy',
    'deploy',
  ]);

  await rollbackStage.execute(owner, { apiId, stageName, deploymentId: first.deploymentId });
  expect(await pushed()).toMatchObject({ version: 1 });
  const diff = await diffDeployments.execute(owner, { apiId, fromNumber: 1, toNumber: 'draft' });
  expect(diff.changes).toHaveLength(1);
  await restoreDraft.execute(owner, { apiId, deploymentId: first.deploymentId });
  expect((await diffDeployments.execute(owner, { apiId, fromNumber: 1, toNumber: 'draft' })).changes).toEqual([]);
  await deleteDeployment.execute(owner, { apiId, deploymentId: second.deploymentId });
  expect((await listDeployments.execute(owner, { apiId })).items).toMatchObject([
    { number: 1, stages: [stageName], canaries: [] },
  ]);
  expect((await deploy()).number).toBe(3);
  expect(await getDeployment.execute(owner, { apiId, deploymentId: first.deploymentId })).toMatchObject({
    number: 1,
    routeCount: 1,
  });
});

test('what cannot be served is not deployed, and nothing of it stays', async () => {
  await edit({ integration: null });
  const error = await errorOf(deploy());
  expect(error).toMatchObject({ code: 'PRECONDITION_FAILED', issues: [{ pointer: '/methods/0' }] });
  expect(await db().deployment.count({ where: { apiId } })).toBe(0);
  expect(await db().stage.count({ where: { apiId } })).toBe(0);
  expect((await errorOf(createDeployment.execute(owner, { apiId, stageName: 'no spaces' }))).code).toBe('BAD_INPUT');
  await edit({ requestModels: { 'application/json': 'Missing' } });
  expect((await getApiHeader.execute(owner, { apiId })).changes.problems).toBe(2);
});

test('a canary needs a stage, and every canary verb a canary', async () => {
  expect((await errorOf(deploy({ percentTraffic: 5 }))).code).toBe('PRECONDITION_FAILED');
  await deploy();
  for (const verb of [setCanary, promoteCanary, removeCanary]) {
    expect((await errorOf(verb.execute(owner, { apiId, stageName }))).code).toBe('PRECONDITION_FAILED');
  }
  await deploy({ percentTraffic: 100 });
  await removeCanary.execute(owner, { apiId, stageName });
  expect(await pushed()).toMatchObject({ version: 1, canary: null });
});

test('settings of a stage apply at once and name the revision they were made on', async () => {
  const { deploymentId } = await deploy();
  await createStage.execute(owner, { apiId, stageName: 'beta', deploymentId, variables: { host: 'example.com' } });
  expect((await errorOf(createStage.execute(owner, { apiId, stageName: 'beta', deploymentId }))).code).toBe('CONFLICT');
  const { revision, urls } = await getStage.execute(owner, { apiId, stageName });
  expect(urls.path).toMatch(new RegExp(`/${apiId}/prod$`));
  await updateStage.execute(owner, {
    apiId,
    stageName,
    expectedRevision: revision,
    variables: { host: 'example.org' },
  });
  expect(await pushed()).toMatchObject({ variables: { host: 'example.org' } });
  const stale = await errorOf(
    updateStage.execute(owner, { apiId, stageName, expectedRevision: revision, variables: {} }),
  );
  expect(stale).toMatchObject({ code: 'STALE', issues: [{ message: String(revision + 1) }] });
  const foreign = { apiId, stageName, expectedRevision: revision + 1, groupIds: ['unknown'] };
  expect((await errorOf(updateStage.execute(owner, foreign))).code).toBe('NOT_FOUND');
});

test('deleting a stage or an API takes it off the nodes and out of the plans', async () => {
  await deploy();
  const plan = { id: `plan-${apiId}`, workspaceId: owner.workspaceId, name: 'Gold' };
  await db().usagePlan.create({ data: { ...plan, stages: { create: { apiId, stageName } } } });
  await deleteStage.execute(owner, { apiId, stageName });
  expect(await pushed()).toBeNull();
  const planRevision = () => db().revision.findUnique({ where: { kind_id: { kind: 'plan', id: plan.id } } });
  expect((await planRevision())?.body).toMatchObject({ apiStages: [] });
  await deploy();
  await deleteApi.execute(owner, { apiId, confirmName: 'Pets' });
  expect(await pushed()).toBeNull();
  expect(await db().deployment.count({ where: { apiId } })).toBe(0);
});

test('deploys that arrive together get numbers of their own', async () => {
  const numbers = (await Promise.all(Array.from({ length: 6 }, () => deploy()))).map((deployment) => deployment.number);
  expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
});
