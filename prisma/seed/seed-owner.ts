import { randomBytes } from 'node:crypto';
import { SluiceError } from '#core/errors.ts';
import type { Member } from '#server/actor.ts';
import { db } from '#server/db.ts';
import { env } from '#server/env.ts';
import { createOwner } from '#server/setup/create-owner.ts';

const visitor = { sourceIp: '127.0.0.1', userAgent: 'seed' };

export type SeedOwner = {
  actor: Member;
  /** Null when the owner was there before: then the password is known to whoever set it. */
  password: string | null;
};

/**
 * The owner in whose name a scenario is made: SLUICE_OWNER_EMAIL, or owner@example.com. Refuses a workspace that holds
 * anything, so that no one's work is mixed with made-up data.
 */
export async function seedOwner(): Promise<SeedOwner> {
  const email = (env().owner?.email ?? 'owner@example.com').toLowerCase();
  const isNew = (await db().user.findFirst({ select: { id: true } })) === null;
  const password = isNew ? (env().owner?.password ?? randomBytes(12).toString('base64url')) : null;
  if (password !== null) {
    await createOwner.execute(visitor, { workspaceName: 'Acme Pets', name: 'Olivia Owner', email, password });
  }
  const membership = await db().membership.findFirst({
    where: { role: 'owner', user: { email } },
    include: { user: true, workspace: { include: { _count: true } } },
    orderBy: { createdAt: 'asc' },
  });
  if (!membership) {
    throw new SluiceError(
      'PRECONDITION_FAILED',
      `This installation has users, and ${email} is not an owner among them. Name one in SLUICE_OWNER_EMAIL, or seed another data folder (SLUICE_DATA_DIR).`,
    );
  }
  const { user, workspace, workspaceId } = membership;
  const { apis, apiKeys, usagePlans, portals } = workspace._count;
  if (apis + apiKeys + usagePlans + portals > 0) {
    throw new SluiceError(
      'PRECONDITION_FAILED',
      `The workspace ${workspace.name} is not empty: it has ${apis} APIs, ${apiKeys} keys, ${usagePlans} plans and ${portals} portals. Seeds go into an empty one; name another data folder in SLUICE_DATA_DIR.`,
    );
  }
  const actor: Member = {
    ...visitor,
    userId: user.id,
    sessionId: 'seed',
    name: user.name,
    email: user.email,
    workspaceId,
    role: 'owner',
  };
  return { actor, password };
}
