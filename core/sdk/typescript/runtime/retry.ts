/** Times of one retry policy, in milliseconds. */
const baseDelayMs = 500;
const maxDelayMs = 8_000;
/** The longest wait that an API may ask for; beyond it the error is given at once. */
const maxRetryAfterMs = 60_000;

const idempotentMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** True for methods that may be sent twice without doing more than once (RFC 9110 section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return idempotentMethods.has(method);
}

/** True for answers that another attempt may change. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}

/** The wait an API asks for, in milliseconds: `Retry-After-Ms`, or `Retry-After` as seconds or as a date. */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const precise = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise) && precise >= 0) return precise;
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/**
 * How long to wait before an attempt, in milliseconds: what the API asks for, else a random time up to an exponentially
 * growing limit (full jitter). Undefined when the API asks for more patience than is reasonable.
 */
export function retryDelayMs(
  attempt: number,
  headers: Headers | undefined,
  nowMs: number,
  random: number,
): number | undefined {
  const asked = headers ? retryAfterMs(headers, nowMs) : undefined;
  if (asked !== undefined) return asked <= maxRetryAfterMs ? asked : undefined;
  return random * Math.min(maxDelayMs, baseDelayMs * 2 ** attempt);
}
