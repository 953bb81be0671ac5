import type { NextAuthOptions } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { SluiceError } from '#core/errors.ts';
import { db } from '../db.ts';
import { log } from '../log.ts';
import { endSession } from './end-session.ts';
import { findSession } from './sessions.ts';
import { cookiesAreSecure, sessionCookie } from './session-cookie.ts';
import { sessionMaxSeconds, sessionTokenSecret } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { visitorOf } from './visitor-of.ts';

/** next-auth with e-mail and password. Its encrypted token only names a row of Session, which decides. */
export function authOptions(): NextAuthOptions {
  const secure = cookiesAreSecure();
  return {
    secret: sessionTokenSecret(),
    session: { strategy: 'jwt', maxAge: sessionMaxSeconds },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookie(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure } },
    },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      credentials({
        name: 'password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given, request) {
          const visitor = visitorOf(new Headers(request.headers));
          try {
            const { userId, sessionId } = await signIn(visitor, { email: given?.email, password: given?.password });
            return { id: userId, sessionId };
          } catch (error) {
            return refuse(error);
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sub: user.id, sessionId: 'sessionId' in user ? user.sessionId : undefined };
        const session = typeof token.sessionId === 'string' ? await findSession(db(), token.sessionId) : null;
        // next-auth answers this by clearing the cookie.
        if (!session) throw new Error('The session has ended.');
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const target = new URL(url, baseUrl);
        return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionId === 'string') await endSession(token.sessionId);
      },
    },
    logger: {
      error: (code, metadata) =>
        log.warn({ code, reason: String((metadata as { message?: unknown }).message ?? '') }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** What the sign-in page gets: null reads as CredentialsSignin there, a message comes through as it is. */
function refuse(error: unknown): null {
  if (!(error instanceof SluiceError)) {
    log.error({ err: error }, 'sign-in failed');
    throw new Error('INTERNAL');
  }
  if (error.code === 'LIMIT_EXCEEDED') throw new Error('LIMIT_EXCEEDED');
  return null;
}
