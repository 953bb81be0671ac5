import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './gateway-call.ts';
import { consoleUrl, type Session } from './session.ts';

const PETSTORE = join(import.meta.dirname, '../core/openapi/testdata/petstore.yaml');
const POLL_MS = 100;

async function importPetstore({ client }: Session): Promise<{ apiId: string; taskId: string }> {
  const source = { kind: 'text' as const, text: await readFile(PETSTORE, 'utf8'), name: 'petstore.yaml' };
  const { taskId } = await client.openapi.startImport.mutate({ source, options: { integration: 'mock' } });
  while ((await client.tasks.get.query({ taskId })).status === 'running') await sleep(POLL_MS);
  const { apiId } = await client.openapi.confirmImport.mutate({ taskId });
  return { apiId, taskId };
}

/** What says who may call: an authorizer, a policy, origins, an access key; and the stage's cache and access log. */
async function guardShop({ client }: Session, { apiId, stageName }: { apiId: string; stageName: string }) {
  const { id: authorizerId } = await client.authorizers.create.mutate({
    ...{ apiId, name: 'customers', type: 'JWT', identitySource: 'method.request.header.Authorization' },
    jwtConfiguration: { issuer: 'https://id.example.com', audience: ['shop'] },
  });
  const everyCall = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  await client.apis.update.mutate({
    apiId,
    corsConfiguration: {
      ...{ allowOrigins: ['https://app.example.com'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: [] },
      ...{ maxAge: 600, allowCredentials: true },
    },
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [everyCall] }),
  });
  const { revision, methodSettings } = await client.stages.get.query({ apiId, stageName });
  await client.stages.update.mutate({
    ...{ apiId, stageName, expectedRevision: revision, methodSettings },
    cacheClusterEnabled: true,
    accessLogSettings: { format: '$context.requestId $context.status', destinationArn: null },
  });
  const account = await client.serviceAccounts.create.mutate({ name: 'order-service', role: 'developer' });
  await client.accessKeys.create.mutate({ name: 'Order service', ...account });
  await client.credentials.create.mutate({
    ...{ name: 'Staging', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret-of-anyone-at-all' },
  });
  return { authorizerId };
}

/** A small shop with something on every page of the console; resolves with what stands for each `[placeholder]`. */
export async function seedShop(session: Session) {
  const { client } = session;
  const { apiId, taskId } = await importPetstore(session);
  const stage = { apiId, stageName: 'prod' };
  const { deploymentId } = await client.deployments.create.mutate({ ...stage, description: 'First version' });
  const { id: planId } = await client.plans.create.mutate({
    name: 'Free',
    throttle: { rateLimit: 50, burstLimit: 50 },
    quota: { limit: 1000, offset: 0, period: 'DAY' },
    stages: [stage],
  });
  const { id: keyId, value: key } = await client.keys.create.mutate({ name: 'Demo app', planIds: [planId] });
  const { resources } = await client.resources.tree.query({ apiId });
  const resourceId = resources.find(({ path }) => path === '/store/order/{orderId}')?.id ?? '';
  const method = { apiId, resourceId, httpMethod: 'GET' as const };
  const { revision } = await client.methods.get.query(method);
  const patch = { operationName: 'lookOrderUp' };
  await client.methods.update.mutate({ ...method, expectedRevision: revision, patch });
  const canary = { percentTraffic: 20, stageVariableOverrides: {} };
  await client.deployments.create.mutate({ ...stage, description: 'Better names', canary });
  await client.methods.update.mutate({ ...method, expectedRevision: revision + 1, patch: { apiKeyRequired: true } });
  const { authorizerId } = await guardShop(session, stage);
  const slug = `shop-${apiId}`;
  const { id: portalId } = await client.portals.create.mutate({
    ...{ slug, title: 'Shop for developers', description: 'All about **pets**.', published: true },
    apis: [stage],
  });
  const { link } = await client.invitations.create.mutate({ email: 'ida@example.com', role: 'developer' });
  const siteMap = await (await fetch(`${consoleUrl}/portal/${slug}/sitemap.xml`)).text();
  const [, api = '', operation = ''] = /\/portal\/[^/]+\/([^/<]+)\/([^/<]+)</.exec(siteMap) ?? [];
  const models = await client.models.list.query({ apiId });
  const nodeIsLive = async () => (await client.stages.get.query(stage)).nodes.state === 'live';
  while (!(await nodeIsLive())) await sleep(POLL_MS);
  await Promise.all(
    ['/store/order/1', '/pet/1', '/store/order/2', '/nowhere'].flatMap((path) => [
      call({ path: `/${apiId}/prod${path}`, key }),
      call({ path: `/${apiId}/prod${path}` }),
    ]),
  );
  return {
    ...{ apiId, stageName: 'prod', deploymentId, planId, keyId, portalId, modelId: models.items[0]?.id ?? '' },
    ...{ slug, api, operation, token: link.slice(link.lastIndexOf('/') + 1) },
    ...{ taskId, resourceId, authorizerId },
  };
}

export type Shop = Awaited<ReturnType<typeof seedShop>>;
