import { randomUUID } from 'node:crypto';
import type { Visitor } from '../actor.ts';
import type { Db, Tx } from '../db.ts';
import { sessionIdleSeconds, sessionMaxSeconds } from './session-token.ts';

const touchEveryMs = 60_000;

/** Starts a session of a user and returns its id. */
export async function startSession(store: Db | Tx, userId: string, visitor: Visitor): Promise<string> {
  const id = randomUUID();
  const now = new Date();
  const { userAgent, sourceIp } = visitor;
  await store.session.create({
    data: { id, userId, createdAt: now, lastSeenAt: now, expiresAt: expiry(now, now), userAgent, sourceIp },
  });
  return id;
}

/** The session with its user and memberships (the oldest first), or null when it was revoked or has expired. */
export async function findSession(store: Db, id: string) {
  const session = await store.session.findUnique({
    where: { id },
    include: { user: { include: { memberships: { orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }] } } } },
  });
  const now = new Date();
  if (!session || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) {
    // updateMany, because a session that is revoked in this moment must stay so and is no error.
    await store.session.updateMany({
      where: { id },
      data: { lastSeenAt: now, expiresAt: expiry(session.createdAt, now) },
    });
  }
  return session;
}

function expiry(createdAt: Date, seenAt: Date): Date {
  return new Date(
    Math.min(createdAt.getTime() + sessionMaxSeconds * 1000, seenAt.getTime() + sessionIdleSeconds * 1000),
  );
}
