import { beforeEach, expect, test } from 'vitest';
import { type StageState, stageStateSchema } from '#core/snapshot/revision.ts';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { getApi } from '../apis/get-api.ts';
import { updateApi } from '../apis/update-api.ts';
import { db } from '../db.ts';
import { createDeployment } from '../deployments/create-deployment.ts';
import { createMethod } from '../methods/create-method.ts';
import { errorCode, errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { flushAuthorizersCache } from './flush-authorizers-cache.ts';
import { flushCache } from './flush-cache.ts';
import { getStage } from './get-stage.ts';
import { listStageEvents } from './list-stage-events.ts';
import { removeCanary } from './remove-canary.ts';
import { setCanary } from './set-canary.ts';
import { updateStage } from './update-stage.ts';

let owner: Member;
let id: { apiId: string; stageName: string };

beforeEach(async () => {
  owner = await newWorkspace();
  const { id: apiId } = await createApi.execute(owner, { name: 'Pets' });
  const root = await db().resource.findFirstOrThrow({ where: { apiId } });
  await createMethod.execute(owner, { apiId, resourceId: root.id, httpMethod: 'GET' });
  id = { apiId, stageName: 'prod' };
  await createDeployment.execute(owner, id);
});

async function pushed(): Promise<StageState> {
  const where = { kind_id: { kind: 'stage', id: `${id.apiId}/${id.stageName}` } };
  return stageStateSchema.parse((await db().revision.findUniqueOrThrow({ where })).body);
}

async function update(settings: object): Promise<void> {
  const { revision } = await getStage.execute(owner, id);
  await updateStage.execute(owner, { ...id, expectedRevision: revision, ...settings });
}

const format = '$context.requestId $context.status';

test('cache and access log of a stage reach the nodes at once, and what is left out stays', async () => {
  expect(await pushed()).toMatchObject({ cacheClusterSize: null, accessLogSettings: null });
  const accessLogSettings = { format, destinationArn: null };
  await update({ cacheClusterEnabled: true, cacheClusterSize: '1.6', accessLogSettings });
  expect(await pushed()).toMatchObject({ cacheClusterSize: '1.6', accessLogSettings });
  await update({ description: 'Other' });
  expect(await pushed()).toMatchObject({ cacheClusterSize: '1.6', accessLogSettings });
  await update({ cacheClusterEnabled: false, accessLogSettings: null });
  expect(await pushed()).toMatchObject({ cacheClusterSize: null, accessLogSettings: null });
  const settings = { cacheClusterEnabled: false, cacheClusterSize: '1.6', accessLogSettings: null };
  expect(await getStage.execute(owner, id)).toMatchObject(settings);
});

test('a cache that is switched on has a size', async () => {
  await update({ cacheClusterEnabled: true });
  expect(await pushed()).toMatchObject({ cacheClusterSize: '0.5' });
});

test('an access log names the request and variables that exist', async () => {
  for (const wrong of ['$context.status', '$context.requestId $context.secret', '$context.requestId $input.body']) {
    const settings = { accessLogSettings: { format: wrong, destinationArn: null } };
    const { revision } = await getStage.execute(owner, id);
    const error = await errorOf(updateStage.execute(owner, { ...id, expectedRevision: revision, ...settings }));
    expect(error).toMatchObject({ code: 'BAD_INPUT', issues: [{ pointer: '/accessLogSettings/format' }] });
  }
});

test('each flush raises its own epoch, and the history says so', async () => {
  await flushCache.execute(owner, id);
  await flushCache.execute(owner, id);
  await flushAuthorizersCache.execute(owner, id);
  expect(await pushed()).toMatchObject({ cacheEpoch: 2, authorizerCacheEpoch: 1 });
  const { items } = await listStageEvents.execute(owner, id);
  expect(items.slice(0, 3).map((event) => event.kind)).toEqual([
    'flush-authorizers-cache',
    'flush-cache',
    'flush-cache',
  ]);
});

test('a canary may stick to callers, from its deployment on or later, and leaves nothing behind', async () => {
  const stickiness = { by: 'HEADER', header: 'X-Tenant' } as const;
  await createDeployment.execute(owner, { ...id, canary: { percentTraffic: 10, stickiness, useStageCache: true } });
  expect((await pushed()).canary).toMatchObject({ percentTraffic: 10, stickiness, useStageCache: true });
  await setCanary.execute(owner, { ...id, percentTraffic: 20 });
  expect((await pushed()).canary).toMatchObject({ percentTraffic: 20, stickiness, useStageCache: true });
  await setCanary.execute(owner, { ...id, stickiness: { by: 'SOURCE_IP' }, useStageCache: false });
  const changed = { percentTraffic: 20, stickiness: { by: 'SOURCE_IP' }, useStageCache: false };
  expect((await pushed()).canary).toMatchObject(changed);
  await setCanary.execute(owner, { ...id, stickiness: null });
  expect((await pushed()).canary).toMatchObject({ percentTraffic: 20, stickiness: null });
  await setCanary.execute(owner, { ...id, stickiness });
  await removeCanary.execute(owner, id);
  await createDeployment.execute(owner, { ...id, canary: { percentTraffic: 5 } });
  expect((await pushed()).canary).toMatchObject({ stickiness: null, useStageCache: false });
});

test('an API keeps the settings that a change leaves out, and refuses a policy that is none', async () => {
  const { apiId } = id;
  const corsConfiguration = {
    ...{ allowOrigins: ['https://app.example.com'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: [] },
    ...{ maxAge: 600, allowCredentials: false },
  };
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await updateApi.execute(owner, { apiId, corsConfiguration, policy });
  await updateApi.execute(owner, { apiId, name: 'Renamed' });
  expect(await getApi.execute(owner, { apiId })).toMatchObject({ name: 'Renamed', corsConfiguration, policy });
  for (const wrong of ['{', '[]', '{"Statement":[]}']) {
    expect(await errorCode(updateApi.execute(owner, { apiId, policy: wrong }))).toBe('BAD_INPUT');
  }
  await updateApi.execute(owner, { apiId, corsConfiguration: null, policy: null });
  expect(await getApi.execute(owner, { apiId })).toMatchObject({ corsConfiguration: null, policy: null });
});
