import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createAccessKey } from '../access-keys/create-access-key.ts';
import { newAccessKey } from '../access-keys/new-access-key.ts';
import { createApi } from '../apis/create-api.ts';
import { createAuthorizer } from '../authorizers/create-authorizer.ts';
import { db } from '../db.ts';
import { createCredential } from '../credentials/create-credential.ts';
import { createDeployment } from '../deployments/create-deployment.ts';
import { createGroup } from '../gateways/create-group.ts';
import { mintToken } from '../gateways/mint-token.ts';
import { createInvitation } from '../invitations/create-invitation.ts';
import { createKey } from '../keys/create-key.ts';
import { createMethod } from '../methods/create-method.ts';
import { createModel } from '../models/create-model.ts';
import { newId } from '../new-id.ts';
import { createPlan } from '../plans/create-plan.ts';
import { createPortal } from '../portals/create-portal.ts';
import { createResource } from '../resources/create-resource.ts';
import { createValidator } from '../validators/create-validator.ts';
import { createServiceAccount } from '../service-accounts/create-service-account.ts';
import { addMember, newWorkspace } from './workspace-fixture.ts';

/** Ids of one thing of each kind. */
export type Ids = Awaited<ReturnType<typeof newWorld>>['ids'];

/** Ids of the same shape that nothing has. */
export function unknownIds(ids: Ids): Ids {
  const unknown = Object.entries(ids).map(([name, id]) => [name, unknownId(name, id)]);
  return Object.fromEntries(unknown) as Ids;
}

function unknownId(name: string, id: string): string {
  if (name === 'accessKeyId') return newAccessKey().accessKeyId;
  return z.uuid().safeParse(id).success ? randomUUID() : newId();
}

/** A workspace that has one of everything: its owner, and the ids. */
export async function newWorld() {
  const owner = await newWorkspace();
  const { workspaceId } = owner;
  const stageName = 'prod';
  const { id: apiId } = await createApi.execute(owner, { name: 'Pets' });
  const root = await db().resource.findFirstOrThrow({ where: { apiId } });
  const resource = await createResource.execute(owner, { apiId, parentId: root.id, pathPart: 'pets' });
  const child = await createResource.execute(owner, { apiId, parentId: resource.id, pathPart: 'toys' });
  await createMethod.execute(owner, { apiId, resourceId: resource.id, httpMethod: 'GET' });
  const { id: modelId } = await createModel.execute(owner, { apiId, name: 'Pet', schema: '{"type":"object"}' });
  const validator = { apiId, name: 'All', validateRequestBody: true, validateRequestParameters: true };
  const { id: validatorId } = await createValidator.execute(owner, validator);
  const authorizer = {
    apiId,
    name: 'Token',
    type: 'TOKEN' as const,
    authorizerUri: 'https://auth.example.com',
    identitySource: 'method.request.header.Authorization',
  };
  const { id: authorizerId } = await createAuthorizer.execute(owner, authorizer);
  const { deploymentId } = await createDeployment.execute(owner, { apiId, stageName });
  const plan = await createPlan.execute(owner, {
    name: 'Gold',
    quota: { limit: 100, offset: 0, period: 'MONTH' },
    stages: [{ apiId, stageName }],
  });
  const freePlan = await createPlan.execute(owner, { name: 'Free' });
  const key = await createKey.execute(owner, { name: 'Mobile', planIds: [plan.id] });
  const freeKey = await createKey.execute(owner, { name: 'Web' });
  const member = await addMember(workspaceId, 'developer');
  const email = `${newId()}@example.com`;
  const { invitationId } = await createInvitation.execute(owner, { email, role: 'viewer' });
  const { id: groupId } = await createGroup.execute(owner, { name: 'Edge' });
  const { id: tokenId } = await mintToken.execute(owner, { groupId, name: 'Edge node' });
  const { serviceAccountId } = await createServiceAccount.execute(owner, { name: 'ci', role: 'developer' });
  const { accessKeyId } = await createAccessKey.execute(owner, { name: 'CI', serviceAccountId });
  const credential = { name: 'AWS', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const { credentialId } = await createCredential.execute(owner, credential);
  const portal = await createPortal.execute(owner, { slug: `portal-${newId()}`, title: 'Docs' });
  const sessionId = randomUUID();
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { userId } = owner;
  await db().session.create({ data: { id: sessionId, userId, expiresAt, userAgent: '', sourceIp: '' } });
  const task = {
    id: newId(),
    workspaceId,
    kind: 'test',
    title: 'A task',
    status: 'done',
    step: '',
    createdById: userId,
  };
  await db().task.create({ data: task });
  const requestId = randomUUID();
  await db().requestSample.create({
    data: {
      ...{ id: randomUUID(), workspaceId, apiId, stageName, variant: 'stable', version: 1, requestId, at: new Date() },
      ...{ httpMethod: 'GET', resource: '/pets', path: '/pets', status: 403, phase: 'check-api-key', latencyMs: 1 },
      ...{ keyId: '', sourceIp: '127.0.0.1', userAgent: '', nodeId: 'node' },
    },
  });
  const entry = await db().auditEntry.findFirstOrThrow({ where: { workspaceId } });
  const ids = {
    ...{
      apiId,
      resourceId: resource.id,
      childId: child.id,
      stageName,
      deploymentId,
      modelId,
      authorizerId,
      validatorId,
    },
    ...{ keyId: key.id, freeKeyId: freeKey.id, planId: plan.id, freePlanId: freePlan.id, userId: member.userId },
    ...{
      sessionId,
      invitationId,
      groupId,
      accessKeyId,
      serviceAccountId,
      credentialId,
      tokenId,
      portalId: portal.id,
      taskId: task.id,
      entryId: entry.id,
      requestId,
    },
  };
  return { owner, ids };
}
