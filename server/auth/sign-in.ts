import { SluiceError } from '#core/errors.ts';
import { signInInput } from '#core/members/input.ts';
import type { Visitor } from '../actor.ts';
import { db, transaction } from '../db.ts';
import { log } from '../log.ts';
import { parseInput } from '../parse-input.ts';
import { auditSession } from './audit-session.ts';
import { verifyNothing, verifyPassword } from './password.ts';
import { startSession } from './sessions.ts';
import { countAttempt, forgetFailures } from './sign-in-throttle.ts';

/**
 * Starts a session for an e-mail and its password. UNAUTHENTICATED says neither which of the two was wrong nor whether
 * the account exists; LIMIT_EXCEEDED after too many failures.
 */
export async function signIn(visitor: Visitor, credentials: unknown): Promise<{ userId: string; sessionId: string }> {
  const { email, password } = parseInput(signInInput, credentials);
  const user = await checkPassword(visitor, email, password);
  return transaction(async (tx) => {
    await auditSession(tx, 'sign-in', user, visitor.sourceIp);
    return { userId: user.id, sessionId: await startSession(tx, user.id, visitor) };
  });
}

/** The user whose password this is; the same errors as `signIn`. */
export async function checkPassword(visitor: Visitor, email: string, password: string) {
  const store = db();
  await countAttempt(store, email, visitor.sourceIp);
  const user = await store.user.findUnique({ where: { email } });
  const matches = user ? await verifyPassword(password, user.passwordHash) : await verifyNothing(password);
  // Not awaited: the time to the answer must not tell whether the account exists.
  if (user && !matches) {
    void auditSession(store, 'sign-in-failed', user, visitor.sourceIp).catch((error: unknown) =>
      log.error({ err: error }, 'a failed sign-in could not be audited'),
    );
  }
  if (!user || !matches) throw new SluiceError('UNAUTHENTICATED', 'The e-mail or the password is wrong.');
  await forgetFailures(store, email, visitor.sourceIp);
  return user;
}
