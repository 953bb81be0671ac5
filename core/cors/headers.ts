import { headerName } from '../mapping/header-value.ts';
import { allowedOrigin, type CorsPolicy } from './policy.ts';

/** Longest list of header names that a preflight's answer repeats, characters. */
const requestedHeadersMaxLength = 4_096;

/**
 * The headers of an answer to an actual request (Fetch standard, section 3.2): name and value in turn.
 * @param origin the request's Origin header, or null when it has none
 */
export function corsHeaders(policy: CorsPolicy, origin: string | null): string[] {
  const headers = policy.variesByOrigin ? ['vary', 'Origin'] : [];
  const allowed = origin === null ? null : allowedOrigin(policy, origin);
  if (allowed === null) return headers;
  headers.push('access-control-allow-origin', allowed);
  if (policy.allowCredentials) headers.push('access-control-allow-credentials', 'true');
  if (policy.exposeHeaders !== '') headers.push('access-control-expose-headers', policy.exposeHeaders);
  return headers;
}

/**
 * What a preflight is answered beyond the headers of every answer; nothing for an origin that is not let in. Lists that are
 * an asterisk repeat what was asked for, since browsers take an asterisk literally with credentials and never for Authorization.
 */
export function preflightHeaders(
  policy: CorsPolicy,
  origin: string,
  requestedMethod: string,
  requestedHeaders: string | null,
): string[] {
  const headers = ['vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'];
  if (allowedOrigin(policy, origin) === null) return headers;
  const method = policy.allowMethods ?? headerName(requestedMethod);
  if (method !== null && method !== '') headers.push('access-control-allow-methods', method);
  const names = policy.allowHeaders ?? tokens(requestedHeaders ?? '');
  if (names !== '') headers.push('access-control-allow-headers', names);
  if (policy.maxAge !== null) headers.push('access-control-max-age', policy.maxAge);
  return headers;
}

function tokens(list: string): string {
  if (list.length > requestedHeadersMaxLength) return '';
  const names = list.split(',').map((name) => headerName(name.trim()));
  return names.filter((name) => name !== null).join(',');
}
