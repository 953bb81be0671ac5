import { notFound } from '#core/errors.ts';
import { sessionIdInput } from '#core/members/input.ts';
import { mutation } from '../mutation.ts';

/** Signs the user out in another browser, at once. */
export const revokeSession = mutation({
  permission: 'signed-in',
  input: sessionIdInput,
  audit: { action: 'revoke-session', target: 'user' },
  async run({ tx, actor }, { sessionId }) {
    const session = await tx.session.findFirst({ where: { id: sessionId, userId: actor.userId } });
    if (!session) throw notFound('Session', sessionId);
    await tx.session.delete({ where: { id: sessionId } });
    const before = { userAgent: session.userAgent, sourceIp: session.sourceIp };
    return { result: { sessionId }, changed: { id: actor.userId, name: actor.name, before } };
  },
});
