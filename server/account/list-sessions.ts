import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';

/** The browsers in which the user is signed in, the one used last first. */
export const listSessions = query({
  permission: 'signed-in',
  input: noInput,
  async run({ db, actor }) {
    const sessions = await db.session.findMany({
      where: { userId: actor.userId, expiresAt: { gt: new Date() } },
      orderBy: { lastSeenAt: 'desc' },
    });
    const items = sessions.map(({ id, createdAt, lastSeenAt, userAgent, sourceIp }) => ({
      id,
      createdAt,
      lastSeenAt,
      userAgent,
      sourceIp,
      current: id === actor.sessionId,
    }));
    return { items };
  },
});
