import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { ensureInstallation } from '../jobs/ensure-installation.ts';
import { newId } from '../new-id.ts';

/** Someone with a role in a workspace. The password hash is one that no password has. */
export async function addMember(workspaceId: string, role: Role): Promise<Member> {
  const userId = newId();
  const email = `${userId}@example.com`;
  const name = `${role} ${userId}`;
  await db().user.create({ data: { id: userId, email, name, passwordHash: 'none' } });
  await db().membership.create({ data: { workspaceId, userId, role } });
  return { userId, email, name, workspaceId, role, sessionId: randomUUID(), sourceIp: '127.0.0.1', userAgent: 'test' };
}

/** A new workspace and its owner, in an installation that boot has prepared. */
export async function newWorkspace(): Promise<Member> {
  await ensureInstallation();
  const id = newId();
  const accountId = String(randomBytes(5).readUIntBE(0, 5) % 900_000_000_000).padStart(12, '1');
  await db().workspace.create({ data: { id, name: `Workspace ${id}`, accountId } });
  return addMember(id, 'owner');
}

/** An API with one deployment on one stage, as rows: for what only points to stages. Returns the API's id. */
export async function newStage(workspaceId: string, stageName = 'prod'): Promise<string> {
  const apiId = newId();
  const deploymentId = newId();
  const hash = randomBytes(32).toString('hex');
  await db().restApi.create({ data: { id: apiId, workspaceId, name: `API ${apiId}`, createdById: 'test' } });
  await db().deployment.create({
    data: {
      id: deploymentId,
      apiId,
      number: 1,
      createdById: 'test',
      createdByName: 'test',
      snapshotHash: hash,
      designHash: hash,
      routeCount: 1,
    },
  });
  await db().stage.create({ data: { apiId, stageName, deploymentId, groups: { create: { groupId: 'default' } } } });
  return apiId;
}
