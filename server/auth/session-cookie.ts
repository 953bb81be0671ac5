import { env } from '../env.ts';

/** Names the workspace in which the signed-in user works. */
export const workspaceCookie = 'sluice-workspace';

/** True when browsers reach the console over HTTPS, so that cookies must not travel without it. */
export function cookiesAreSecure(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** Name of the session cookie. Over HTTPS its prefix makes browsers refuse one that another host set, or that came without TLS. */
export function sessionCookie(): string {
  return cookiesAreSecure() ? '__Host-sluice-session' : 'sluice-session';
}

/** The value of a cookie in a `Cookie` header, or null. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return decoded(pair.slice(equals + 1).trim());
  }
  return null;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
