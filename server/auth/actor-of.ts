import { roles } from '#core/permissions.ts';
import type { Actor } from '../actor.ts';
import { db } from '../db.ts';
import { workspaceCookie } from './cookie-names.ts';
import { cookieValue, sessionCookie } from './session-cookie.ts';
import { sessionIdOf } from './session-token.ts';
import { findSession } from './sessions.ts';
import { visitorOf } from './visitor-of.ts';

/**
 * Who calls: a visitor, someone signed in, or a member of the workspace that the workspace cookie names (of their first
 * one when it names none of theirs). The session and the membership are read anew for every request, so that a
 * revocation counts at once.
 */
export async function actorOf(source: Headers | Request): Promise<Actor> {
  const headers = source instanceof Request ? source.headers : source;
  const visitor = visitorOf(headers);
  const cookies = headers.get('cookie');
  const token = cookieValue(cookies, sessionCookie());
  const sessionId = token === null ? null : await sessionIdOf(token);
  const session = sessionId === null ? null : await findSession(db(), sessionId);
  if (!session) return visitor;
  const { user } = session;
  const signedIn = { ...visitor, userId: user.id, sessionId: session.id, name: user.name, email: user.email };
  const wanted = cookieValue(cookies, workspaceCookie);
  const membership = user.memberships.find((each) => each.workspaceId === wanted) ?? user.memberships[0];
  const role = roles.find((each) => each === membership?.role);
  return membership && role ? { ...signedIn, workspaceId: membership.workspaceId, role } : signedIn;
}
