import {
  BadRequestException,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  NotFoundException,
  UpdateDeploymentCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeEach, expect, test } from 'vitest';
import { listDeployments } from '../../deployments/list-deployments.ts';
import { controlApi } from '../../testing/control-api.ts';
import { deployableApi } from '../../testing/deployable-api.ts';

const { client, owner } = await controlApi();
let restApiId: string;

beforeEach(async () => {
  restApiId = await deployableApi(owner);
});

function deploy(more: object = {}) {
  return client.send(new CreateDeploymentCommand({ restApiId, ...more }));
}

function stage(stageName: string) {
  return client.send(new GetStageCommand({ restApiId, stageName }));
}

test('a deployment is made without a stage, read, listed, described and deleted', async () => {
  const { $metadata: _, ...made } = await deploy({ description: '' });
  expect(made).toEqual({ id: expect.any(String) as string, createdDate: expect.any(Date) as Date });
  const deploymentId = made.id ?? '';
  const patchOperations = [{ op: 'replace' as const, path: '/description', value: 'First' }];
  await client.send(new UpdateDeploymentCommand({ restApiId, deploymentId, patchOperations }));
  const read = await client.send(new GetDeploymentCommand({ restApiId, deploymentId, embed: ['apisummary'] }));
  expect(read).toMatchObject({
    description: 'First',
    apiSummary: { '/': { GET: { authorizationType: 'NONE', apiKeyRequired: false } } },
  });
  expect((await client.send(new GetDeploymentCommand({ restApiId, deploymentId }))).apiSummary).toBeUndefined();
  await deploy();
  const { items, position } = await client.send(new GetDeploymentsCommand({ restApiId, limit: 1 }));
  expect(items?.map(({ id }) => id)).toEqual([deploymentId]);
  const rest = await client.send(new GetDeploymentsCommand({ restApiId, limit: 1, position }));
  expect(rest.items).toHaveLength(1);
  expect(rest.position).toBeUndefined();
  expect(await listDeployments.execute(owner, { apiId: restApiId })).toMatchObject({ total: 2 });
  await client.send(new DeleteDeploymentCommand({ restApiId, deploymentId }));
  const gone = client.send(new GetDeploymentCommand({ restApiId, deploymentId }));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Deployment identifier specified');
});

test('a deployment makes its stage, and the next one changes it', async () => {
  const { id: first = '' } = await deploy({
    ...{ stageName: 'prod', stageDescription: 'Live', variables: { color: 'red' } },
    ...{ cacheClusterEnabled: true, tracingEnabled: true },
  });
  expect(await stage('prod')).toMatchObject({
    ...{ deploymentId: first, description: 'Live', variables: { color: 'red' }, tracingEnabled: true },
    ...{ cacheClusterEnabled: true, cacheClusterSize: '0.5' },
  });
  const { id: second = '' } = await deploy({ stageName: 'prod', cacheClusterSize: '6.1' });
  expect(await stage('prod')).toMatchObject({ deploymentId: second, description: 'Live', cacheClusterSize: '6.1' });
  const remove = (deploymentId: string) => client.send(new DeleteDeploymentCommand({ restApiId, deploymentId }));
  await expect(remove(second)).rejects.toThrow(BadRequestException);
  await expect(remove(second)).rejects.toThrow(/^Active stages pointing to this deployment must be moved or deleted$/);
  await remove(first);
  await client.send(new DeleteStageCommand({ restApiId, stageName: 'prod' }));
  await remove(second);
});

test('a canary deployment goes beside what the stage serves, and so do those after it', async () => {
  const { id: stable = '' } = await deploy({ stageName: 'prod' });
  const canarySettings = { percentTraffic: 20, stageVariableOverrides: { color: 'pink' } };
  const { id: canary = '' } = await deploy({ stageName: 'prod', canarySettings });
  const settings = { ...canarySettings, deploymentId: canary, useStageCache: false };
  expect(await stage('prod')).toMatchObject({ deploymentId: stable, canarySettings: settings });
  const { id: next = '' } = await deploy({ stageName: 'prod' });
  const moved = { ...settings, deploymentId: next };
  expect(await stage('prod')).toMatchObject({ deploymentId: stable, canarySettings: moved });
  const inUse = client.send(new DeleteDeploymentCommand({ restApiId, deploymentId: next }));
  await expect(inUse).rejects.toThrow('Active stages with canary settings pointing to this deployment must be moved');
});

test('what cannot be deployed is named as AWS does', async () => {
  const canarySettings = { percentTraffic: 20 };
  await expect(deploy({ canarySettings })).rejects.toThrow(
    'Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null',
  );
  await expect(deploy({ canarySettings, stageName: 'new' })).rejects.toThrow(
    'Invalid deployment content specified.Stage new must already be created before making a canary release deployment',
  );
  await expect(deploy({ stageName: 'two words' })).rejects.toThrow(BadRequestException);
  const { id: empty = '' } = await client.send(new CreateRestApiCommand({ name: 'Empty' }));
  await expect(deploy({ restApiId: empty })).rejects.toThrow("The REST API doesn't contain any methods");
  await expect(deploy({ restApiId: 'nowhere' })).rejects.toThrow(/^Invalid API identifier specified/);
  const patchOperations = [{ op: 'add' as const, path: '/nope', value: 'x' }];
  const { id: deploymentId } = await deploy();
  const wrong = client.send(new UpdateDeploymentCommand({ restApiId, deploymentId, patchOperations }));
  await expect(wrong).rejects.toThrow(BadRequestException);
});
