import { createAccessKey } from '#server/access-keys/create-access-key.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { accessLogPresets } from '#core/stages/access-log-formats.ts';
import type { Member } from '#server/actor.ts';
import { updateApi } from '#server/apis/update-api.ts';
import { createAuthorizer } from '#server/authorizers/create-authorizer.ts';
import { db } from '#server/db.ts';
import { getMethod } from '#server/methods/get-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { createServiceAccount } from '#server/service-accounts/create-service-account.ts';
import { getStage } from '#server/stages/get-stage.ts';
import { updateStage } from '#server/stages/update-stage.ts';

/** Before its deployment: the shop's pages may call Orders, and only customers who are signed in follow their parcels. */
export async function protectOrders(owner: Member, apiId: string): Promise<void> {
  const corsConfiguration = {
    allowOrigins: ['https://shop.example.com', 'http://localhost:5173'],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-api-key'],
    exposeHeaders: [],
    maxAge: 600,
    allowCredentials: false,
  };
  await updateApi.execute(owner, { apiId, corsConfiguration });
  const { id: authorizerId } = await createAuthorizer.execute(owner, {
    apiId,
    name: 'Customers',
    type: 'JWT',
    identitySource: 'method.request.header.Authorization',
    jwtConfiguration: { issuer: 'https://id.example.com', audience: ['shop'] },
  });
  const tracking = await db().resource.findFirstOrThrow({ where: { apiId, pathPart: 'tracking' } });
  const method = { apiId, resourceId: tracking.id, httpMethod: 'GET' as const };
  const { revision } = await getMethod.execute(owner, method);
  const patch = { authorizationType: 'JWT' as const, authorizerId, apiKeyRequired: false };
  await updateMethod.execute(owner, { ...method, expectedRevision: revision, patch });
}

/** After it: reads come from the stage's cache for a minute, every request is logged, and a robot signs its own. */
export async function serveOrders(owner: Member, apiId: string): Promise<void> {
  const stage = { apiId, stageName: 'prod' };
  const { revision } = await getStage.execute(owner, stage);
  const cached = { ...defaultMethodSetting, cachingEnabled: true, cacheTtlInSeconds: 60 };
  await updateStage.execute(owner, {
    ...stage,
    expectedRevision: revision,
    cacheClusterEnabled: true,
    cacheClusterSize: '0.5',
    methodSettings: { '~1orders/GET': cached },
    accessLogSettings: { format: accessLogPresets.JSON, destinationArn: null },
  });
  const statement = {
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: `arn:aws:execute-api:*:*:${apiId}/prod/GET/*`,
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const account = await createServiceAccount.execute(owner, { name: 'nightly-export', role: 'viewer' });
  await createAccessKey.execute(owner, { name: 'Nightly export', ...account, policy });
}
