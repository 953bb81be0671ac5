import { compactVerify, decodeProtectedHeader } from 'jose';
import { checkClaims, type Claims } from '#core/authorizers/claims.ts';
import type { KeySets, KeySource } from './key-sets.ts';
import { acceptedAlgorithms } from './token-algorithms.ts';

/** Longest token, characters. */
const tokenMaxLength = 10_240;

/** Whom a token may come from: an issuer under its names, and where its keys are. */
export type TokenIssuer = { readonly names: readonly string[]; readonly source: KeySource };

/** What a token says, or why it is not accepted, in words that callers may read. */
export type VerifiedToken = { claims: Claims } | { problem: string };

/**
 * Verifies a JSON Web Token: its form, its algorithm (with a public key), its signature by a key that its issuer has,
 * its issuer and its times. Audience, scopes and use are the caller's to check.
 * @throws KeysUnavailable
 */
export async function verifyToken(
  token: string,
  issuer: TokenIssuer,
  keySets: KeySets,
  nowSeconds: number,
): Promise<VerifiedToken> {
  const header = headerOf(token);
  if (!header) return { problem: 'The token is no signed JSON Web Token.' };
  const { alg, kid } = header;
  if (typeof alg !== 'string' || !acceptedAlgorithms.includes(alg)) {
    return { problem: 'The token is signed with an algorithm that is not accepted.' };
  }
  if (typeof kid !== 'string' || kid === '') return { problem: 'The token names no key (kid).' };
  const key = await keySets.find(issuer.source, kid, alg);
  if (!key) return { problem: 'The token is signed with a key that its issuer does not have.' };
  const claims = await claimsOf(token, key);
  if (!claims) return { problem: "The token's signature is not right." };
  const problem = checkClaims(claims, issuer.names, nowSeconds);
  return problem === null ? { claims } : { problem };
}

function headerOf(token: string): { alg?: unknown; kid?: unknown } | null {
  if (token.length > tokenMaxLength || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null;
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

async function claimsOf(token: string, key: Parameters<typeof compactVerify>[1]): Promise<Claims | null> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [...acceptedAlgorithms] });
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return claims !== null && typeof claims === 'object' && !Array.isArray(claims) ? (claims as Claims) : null;
  } catch {
    return null;
  }
}

/** The issuer that a token names, before anything of it is verified: it only chooses whose keys are tried. */
export function namedIssuer(token: string): string | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const issuer = payload !== null && typeof payload === 'object' && 'iss' in payload ? payload.iss : null;
    return typeof issuer === 'string' ? issuer : null;
  } catch {
    return null;
  }
}
