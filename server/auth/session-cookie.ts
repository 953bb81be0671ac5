import { env } from '../env.ts';
import { sessionCookieNames } from './cookie-names.ts';

/** True when browsers reach the console over HTTPS, so that cookies must not travel without it. */
export function cookiesAreSecure(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** Name of the session cookie. */
export function sessionCookie(): string {
  return cookiesAreSecure() ? sessionCookieNames.secure : sessionCookieNames.plain;
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
