/** The payload of a token whose signature is right. */
export type Claims = Readonly<Record<string, unknown>>;

/** How far an issuer's clock may be ahead of the node's, seconds. A token never outlives its `exp`. */
export const issuerClockSkewSeconds = 5;

/**
 * Checks a token's times and issuer (RFC 7519 section 4.1). `exp` is demanded; `nbf` and `iat` count when they are there.
 * @returns what is wrong, in words that callers may read, or null
 */
export function checkClaims(claims: Claims, issuers: readonly string[], nowSeconds: number): string | null {
  const { exp, nbf, iat, iss } = claims;
  if (typeof iss !== 'string' || !issuers.includes(iss)) return 'The token is of another issuer.';
  if (!isTime(exp)) return 'The token has no expiration time.';
  if (exp <= nowSeconds) return 'The token has expired.';
  if (nbf !== undefined && (!isTime(nbf) || nbf > nowSeconds + issuerClockSkewSeconds)) {
    return 'The token is not valid yet.';
  }
  if (iat !== undefined && (!isTime(iat) || iat > nowSeconds + issuerClockSkewSeconds)) {
    return 'The token was issued in the future.';
  }
  return null;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** The audiences of a token: `aud`, or `client_id` in access tokens that have no `aud` (as AWS reads them). */
export function audiencesOf(claims: Claims): string[] {
  const { aud, client_id: clientId } = claims;
  if (typeof aud === 'string') return [aud];
  if (Array.isArray(aud)) return aud.every((each) => typeof each === 'string') ? aud : [];
  return aud === undefined && typeof clientId === 'string' ? [clientId] : [];
}

/** The scopes of a token: `scope`, names between blanks, or `scp`, the same or a list. */
export function scopesOf(claims: Claims): string[] {
  const granted = claims.scope ?? claims.scp;
  if (typeof granted === 'string') return granted.split(' ').filter((scope) => scope !== '');
  return Array.isArray(granted) ? granted.filter((scope) => typeof scope === 'string') : [];
}

/** Claims as `$context.authorizer.claims` holds them: every value is a text. */
export function claimTexts(claims: Claims): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(value)]));
}

/**
 * Claims of a user pool's token, in the forms that functions behind AWS's REST APIs know: a list is its members between commas
 * (`cognito:groups`), `exp` and `iat` are dates such as `Tue Apr 04 18:39:39 UTC 2023`, all others as `claimTexts` has them.
 */
export function poolClaimTexts(claims: Claims): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, poolTextOf(name, value)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function poolTextOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return ((name === 'exp' || name === 'iat') && isTime(value) && dateText(value)) || textOf(value);
}

/** Null for a time beyond all dates. */
function dateText(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const [weekday = '', day, month, year, time] = date.toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
}
