import {
  BadRequestException,
  ConflictException,
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteStageCommand,
  FlushStageAuthorizersCacheCommand,
  FlushStageCacheCommand,
  GenerateClientCertificateCommand,
  GetStageCommand,
  GetStagesCommand,
  NotFoundException,
  type PatchOperation,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeEach, expect, test } from 'vitest';
import { type StageState, stageStateSchema } from '#core/snapshot/revision.ts';
import { db } from '../../db.ts';
import { getStage } from '../../stages/get-stage.ts';
import { listStageEvents } from '../../stages/list-stage-events.ts';
import { updateStage } from '../../stages/update-stage.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';

const { client, owner } = await controlApi();
let restApiId: string;
let deploymentId: string;
const stageName = 'prod';

beforeEach(async () => {
  restApiId = await deployableApi(owner);
  deploymentId = await deploy();
});

async function deploy(): Promise<string> {
  return (await client.send(new CreateDeploymentCommand({ restApiId }))).id ?? '';
}

function create(more: object = {}) {
  return client.send(new CreateStageCommand({ restApiId, stageName, deploymentId, ...more }));
}

function patch(...patchOperations: PatchOperation[]) {
  return client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
}

const replace = (path: string, value: string) => ({ op: 'replace', path, value }) as const;

async function pushed(): Promise<StageState> {
  const where = { kind_id: { kind: 'stage', id: `${restApiId}/${stageName}` } };
  return stageStateSchema.parse((await db().revision.findUniqueOrThrow({ where })).body);
}

test('a stage is made, read, listed, changed and deleted', async () => {
  const { $metadata: _, ...made } = await create();
  expect(made).toEqual({
    ...{ stageName, deploymentId, cacheClusterEnabled: false, cacheClusterStatus: 'NOT_AVAILABLE' },
    ...{ methodSettings: {}, tracingEnabled: false },
    createdDate: expect.any(Date) as Date,
    lastUpdatedDate: expect.any(Date) as Date,
  });
  await expect(create()).rejects.toThrow(ConflictException);
  await expect(create()).rejects.toThrow('Stage already exists');
  const changed = await patch(
    replace('/description', 'Live'),
    replace('/variables/color', 'blue'),
    replace('/variables/size', 'xl'),
    { op: 'remove', path: '/variables/size' },
    replace('/cacheClusterEnabled', 'true'),
    replace('/tracingEnabled', 'true'),
    replace('/accessLogSettings/destinationArn', 'arn:aws:logs:eu-central-1:123456789012:log-group:x'),
    replace('/accessLogSettings/format', '$context.requestId'),
  );
  expect(changed).toMatchObject({
    ...{ description: 'Live', variables: { color: 'blue' }, tracingEnabled: true },
    ...{ cacheClusterEnabled: true, cacheClusterSize: '0.5', cacheClusterStatus: 'AVAILABLE' },
    accessLogSettings: { format: '$context.requestId' },
  });
  expect(await pushed()).toMatchObject({ variables: { color: 'blue' }, cacheClusterSize: '0.5' });
  const read = await client.send(new GetStageCommand({ restApiId, stageName }));
  const { item } = await client.send(new GetStagesCommand({ restApiId, deploymentId }));
  expect({ ...item?.[0], $metadata: read.$metadata }).toEqual(read);
  expect((await client.send(new GetStagesCommand({ restApiId, deploymentId: 'other' }))).item).toEqual([]);
  await patch({ op: 'remove', path: '/accessLogSettings' });
  await client.send(new FlushStageCacheCommand({ restApiId, stageName }));
  await client.send(new FlushStageAuthorizersCacheCommand({ restApiId, stageName }));
  expect(await pushed()).toMatchObject({ cacheEpoch: 1, authorizerCacheEpoch: 1, accessLogSettings: null });
  await client.send(new DeleteStageCommand({ restApiId, stageName }));
  const gone = client.send(new GetStageCommand({ restApiId, stageName }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid stage identifier specified');
  const nowhere = client.send(new GetStageCommand({ restApiId: 'nowhere', stageName }));
  await expect(nowhere).rejects.toThrow(/^Invalid API identifier specified \d{12}:nowhere$/);
});

test('what a stage is made with is kept, and what it names must be there', async () => {
  const made = await create({
    ...{ description: 'First', variables: { color: 'red' }, tags: { team: 'a' }, tracingEnabled: true },
    ...{ cacheClusterEnabled: true, cacheClusterSize: '1.6' },
    canarySettings: { percentTraffic: 10, stageVariableOverrides: { color: 'pink' } },
  });
  expect(made).toMatchObject({
    ...{ description: 'First', variables: { color: 'red' }, tags: { team: 'a' }, cacheClusterSize: '1.6' },
    canarySettings: {
      deploymentId,
      percentTraffic: 10,
      stageVariableOverrides: { color: 'pink' },
      useStageCache: false,
    },
  });
  await expect(create({ stageName: 'other', deploymentId: 'nope' })).rejects.toThrow('Deployment id does not exist');
  await expect(patch(replace('/deploymentId', 'nope'))).rejects.toThrow(BadRequestException);
  await expect(create({ stageName: 'other', documentationVersion: '9' })).rejects.toThrow(BadRequestException);
  await expect(patch(replace('/clientCertificateId', 'nope'))).rejects.toThrow(BadRequestException);
  const { clientCertificateId = '' } = await client.send(new GenerateClientCertificateCommand({}));
  expect(await patch(replace('/clientCertificateId', clientCertificateId))).toMatchObject({ clientCertificateId });
  expect((await patch(replace('/clientCertificateId', ''))).clientCertificateId).toBeUndefined();
});

test('settings of methods keep the key under which they were set, and reach the nodes', async () => {
  await create();
  const { methodSettings } = await patch(
    replace('/~1pets~1{id}/GET/throttling/rateLimit', '10.500000'),
    replace('/~1pets~1{id}/GET/throttling/burstLimit', '20'),
    replace('/pets/POST/logging/loglevel', 'INFO'),
    replace('/pets/POST/throttling/rateLimit', '-1.000000'),
    replace('/a/b/c/PUT/caching/ttlInSeconds', '60'),
    replace('/*/*/metrics/enabled', 'true'),
    // Terraform writes the root so.
    replace('//GET/metrics/enabled', 'true'),
  );
  expect(Object.keys(methodSettings ?? {}).toSorted()).toEqual([
    '*/*',
    '/GET',
    'a/b/c/PUT',
    'pets/POST',
    '~1pets~1{id}/GET',
  ]);
  expect(methodSettings?.['~1pets~1{id}/GET']).toEqual({
    ...{ throttlingRateLimit: 10.5, throttlingBurstLimit: 20, metricsEnabled: false, loggingLevel: 'OFF' },
    ...{ dataTraceEnabled: false, cachingEnabled: false, cacheTtlInSeconds: 300, cacheDataEncrypted: false },
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
  });
  expect(methodSettings?.['pets/POST']).toMatchObject({ loggingLevel: 'INFO', throttlingRateLimit: -1 });
  expect(Object.keys((await pushed()).methodSettings)).toContain('~1pets/POST');
  // The console writes them all under its own form.
  const shown = await getStage.execute(owner, { apiId: restApiId, stageName });
  const { revision: expectedRevision, methodSettings: settings } = shown;
  await updateStage.execute(owner, { apiId: restApiId, stageName, expectedRevision, methodSettings: settings });
  const removed = await patch({ op: 'remove', path: '/pets/POST' }, { op: 'remove', path: '/*/*' });
  expect(Object.keys(removed.methodSettings ?? {}).toSorted()).toEqual(['/GET', 'a/b/c/PUT', '~1pets~1{id}/GET']);
  await expect(patch({ op: 'remove', path: '/*/*' })).rejects.toThrow(
    'Cannot remove method setting */* because there is no method setting for this method ',
  );
});

test('a canary is set, promoted as AWS does it, and removed', async () => {
  await create({ variables: { color: 'red' } });
  const next = await deploy();
  await expect(patch({ op: 'copy', path: '/deploymentId', from: '/canarySettings/deploymentId' })).rejects.toThrow(
    'Promotion not available. Canary does not exist.',
  );
  expect(await patch(replace('/canarySettings/percentTraffic', '50.000000'))).toMatchObject({
    canarySettings: { deploymentId, percentTraffic: 50, useStageCache: false },
  });
  const { canarySettings } = await patch(
    replace('/canarySettings/deploymentId', next),
    replace('/canarySettings/stageVariableOverrides/color', 'pink'),
  );
  expect(canarySettings).toMatchObject({ deploymentId: next, stageVariableOverrides: { color: 'pink' } });
  expect((await pushed()).canary).toMatchObject({ deploymentId: next, percentTraffic: 50 });
  const promoted = await patch(
    replace('/canarySettings/percentTraffic', '0.0'),
    { op: 'remove', path: '/canarySettings/stageVariableOverrides/color' },
    { op: 'copy', path: '/variables', from: '/canarySettings/stageVariableOverrides' },
    { op: 'copy', path: '/deploymentId', from: '/canarySettings/deploymentId' },
  );
  expect(promoted).toMatchObject({ deploymentId: next, canarySettings: { deploymentId: next, percentTraffic: 0 } });
  const { items } = await listStageEvents.execute(owner, { apiId: restApiId, stageName });
  expect(items.slice(0, 3).map(({ kind }) => kind)).toEqual(['canary-promote', 'canary-deploy', 'canary-deploy']);
  const removed = await patch({ op: 'remove', path: '/canarySettings' }, replace('/deploymentId', deploymentId));
  expect(removed.canarySettings).toBeUndefined();
  expect(await pushed()).toMatchObject({ deploymentId, canary: null });
});

test.each([
  [{ op: 'remove', path: '/canarySettings/badPath' }, 'Cannot remove method setting canarySettings/badPath because'],
  [
    { op: 'remove', path: '/canarySettings/stageVariableOverrides' },
    'Cannot remove method setting canarySettings/stage',
  ],
  [
    replace('/canarySettings/badPath', '1'),
    'Invalid method setting path: /canarySettings/badPath. Must be one of: [/dep',
  ],
  [
    { op: 'add', path: '/canarySettings/deploymentId', value: 'x' },
    'Invalid add operation with path: /canarySettings/dep',
  ],
  [
    { op: 'copy', path: '/description', from: '/variables' },
    'Invalid copy operation with path: /description and from /v',
  ],
  [replace('/canarySettings/percentTraffic', '101'), 'Too big'],
  [replace('/*/*/caching/ttlInSeconds', '3601'), 'Too big'],
  [replace('/variables/color', 'two words'), 'A value may hold'],
  [replace('/accessLogSettings/destinationArn', 'arn:aws:logs:x'), 'Access log settings need a format'],
] satisfies [PatchOperation, string][])('%o is refused and changes nothing', async (operation, message) => {
  await create({ canarySettings: { percentTraffic: 10 } });
  await expect(patch(replace('/description', 'Changed'), operation)).rejects.toThrow(message);
  const stage = await client.send(new GetStageCommand({ restApiId, stageName }));
  expect(stage.description).toBeUndefined();
});

test('AWS lists the paths in its own way', async () => {
  await create();
  await expect(patch(replace('/nope', '1'))).rejects.toThrow(
    '/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, ',
  );
  await expect(patch(replace('/nope', '1'))).rejects.toThrow(
    '/*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, ',
  );
});

test('patches that come at once are all kept', async () => {
  await create();
  const names = Array.from({ length: 8 }, (_, i) => `v${i}`);
  await Promise.all(names.map((name) => patch(replace(`/variables/${name}`, '1'))));
  const { variables } = await client.send(new GetStageCommand({ restApiId, stageName }));
  expect(Object.keys(variables ?? {}).toSorted()).toEqual(names);
});
