import { transaction } from '../db.ts';
import { auditSession } from './audit-session.ts';

/** Ends a session when someone signs out. Harmless when it has ended already. */
export async function endSession(sessionId: string): Promise<void> {
  await transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId }, include: { user: true } });
    const ended = await tx.session.deleteMany({ where: { id: sessionId } });
    if (session && ended.count > 0) await auditSession(tx, 'sign-out', session.user, session.sourceIp);
  });
}
