/**
 * True when a request that may change something comes from our own pages or from a program, not from another site in a
 * signed-in browser. Browsers send `Sec-Fetch-Site` or `Origin` with every POST; `contentType` is one that
 * another site cannot send without a preflight, which is never answered.
 */
export function isSameOrigin(request: Request, contentType = 'application/json'): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin !== null && hostOf(origin) !== request.headers.get('host')) return false;
  return request.headers.get('content-type')?.startsWith(contentType) ?? false;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
