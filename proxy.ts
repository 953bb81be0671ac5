import { type NextRequest, NextResponse } from 'next/server';
import { sessionCookieNames } from '#server/auth/cookie-names.ts';

/** Pages that a visitor may see, and files: everything else starts at the sign-in page. */
const open = /^\/(sign-in|setup|invitations\/[^/]+|portal\/.+|.*\.[a-z0-9]+)$/;

/** No inline script runs without the page's nonce; inline styles are what charts, editors and popovers position with. */
function contentSecurityPolicy(nonce: string): string {
  const evaluation = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Runs before every page: sends visitors to the sign-in page and gives the page its content security policy. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const signedIn = Object.values(sessionCookieNames).some((name) => request.cookies.has(name));
  if (!signedIn && !open.test(pathname)) {
    const target = new URL('/sign-in', request.url);
    if (pathname !== '/') target.searchParams.set('returnTo', pathname + search);
    return NextResponse.redirect(target);
  }
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  return response;
}

export const config = { matcher: ['/((?!api/|aws/|_next/).*)'] };
