import { originProblem } from './problems.ts';
import type { CorsConfiguration } from './schema.ts';

/** A cross-origin configuration with its header values joined and its origins sorted by kind, once. */
export type CorsPolicy = {
  /** Any origin, without credentials. */
  readonly anyOrigin: boolean;
  readonly origins: ReadonlySet<string>;
  /** `https://*.example.com` as what stands before and after the asterisk. */
  readonly patterns: readonly { readonly before: string; readonly after: string }[];
  readonly allowCredentials: boolean;
  /** Null: whatever method is asked for. */
  readonly allowMethods: string | null;
  /** Null: whatever headers are asked for. */
  readonly allowHeaders: string | null;
  readonly exposeHeaders: string;
  /** Seconds as text; null leaves it to the browser. */
  readonly maxAge: string | null;
  /** Whether answers differ by origin, so that shared caches must keep them apart. */
  readonly variesByOrigin: boolean;
};

/**
 * Prepares a configuration. Any origin together with credentials is impossible in browsers (Fetch standard, section
 * 3.2.5), and answering it with each caller's own origin would open the API to every site: the credentials are dropped.
 * Origins that the author is told match nobody match nobody: `https://*example.com` does not let `https://evilexample.com` in.
 */
export function corsPolicy(configuration: CorsConfiguration): CorsPolicy {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge, allowCredentials } = configuration;
  const anyOrigin = allowOrigins.includes('*');
  const origins = allowOrigins.filter((origin) => originProblem(origin) === null).map((origin) => origin.toLowerCase());
  return {
    anyOrigin,
    origins: new Set(origins.filter((origin) => !origin.includes('*'))),
    patterns: origins.filter((origin) => origin !== '*' && origin.includes('*')).map(patternOf),
    allowCredentials: allowCredentials && !anyOrigin,
    allowMethods: allowMethods.includes('*') ? null : allowMethods.join(','),
    allowHeaders: allowHeaders.includes('*') ? null : allowHeaders.join(','),
    exposeHeaders: exposeHeaders.join(','),
    maxAge: maxAge === null ? null : String(maxAge),
    variesByOrigin: !anyOrigin,
  };
}

function patternOf(origin: string): { before: string; after: string } {
  const asterisk = origin.indexOf('*');
  return { before: origin.slice(0, asterisk), after: origin.slice(asterisk + 1) };
}

/** The value of access-control-allow-origin for a caller's origin, or null when the policy does not let it in. */
export function allowedOrigin(policy: CorsPolicy, origin: string): string | null {
  if (policy.anyOrigin) return '*';
  const lower = origin.toLowerCase();
  if (policy.origins.has(lower)) return origin;
  for (const { before, after } of policy.patterns) {
    if (lower.length <= before.length + after.length || !lower.startsWith(before) || !lower.endsWith(after)) continue;
    const middle = lower.slice(before.length, lower.length - after.length);
    if (isHostPart(middle, after === '')) return origin;
  }
  return null;
}

/** Whether a text may stand for the asterisk: labels of a host name; a port too where nothing follows the asterisk. */
function isHostPart(text: string, mayHavePort: boolean): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const isLabel = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45;
    const isInnerDot = code === 46 && i > 0 && i < text.length - 1 && text.charCodeAt(i - 1) !== 46;
    if (!isLabel && !isInnerDot && !(mayHavePort && code === 58 && i > 0)) return false;
  }
  return true;
}
