import { decode, encode } from 'next-auth/jwt';
import { derivedKey } from '../derived-key.ts';

/** What next-auth's encrypted session token is keyed with. */
export function sessionTokenSecret(): string {
  return derivedKey('session-token').toString('base64');
}

/** The token of a session, as next-auth makes it at sign-in: for callers that start a session without its form. */
export function sessionToken(userId: string, sessionId: string): Promise<string> {
  return encode({ token: { sub: userId, sessionId }, secret: sessionTokenSecret(), maxAge: sessionMaxSeconds });
}

/** The session that a token names, or null for a token that is forged, expired or of another installation. */
export async function sessionIdOf(token: string): Promise<string | null> {
  try {
    const payload = await decode({ token, secret: sessionTokenSecret() });
    return typeof payload?.sessionId === 'string' ? payload.sessionId : null;
  } catch {
    return null;
  }
}

/** A session ends after this time, and earlier when it is not used for `sessionIdleSeconds`. */
export const sessionMaxSeconds = 30 * 86_400;
export const sessionIdleSeconds = 7 * 86_400;
