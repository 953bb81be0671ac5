/** A JSON Web Key, as far as it says what it is for (RFC 7517 section 4). */
type KeyFacts = { kty?: unknown; crv?: unknown; alg?: unknown; use?: unknown; key_ops?: unknown };

/** Signature algorithms with a public key (RFC 7518 section 3.1, RFC 8037), and the keys that they take. None else is accepted. */
const algorithms: Readonly<Record<string, { kty: string; crv?: string }>> = {
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
};

export const acceptedAlgorithms: readonly string[] = Object.keys(algorithms);

/** Whether a key is public and made for signatures: a shared secret never verifies a token. */
export function isAsymmetric({ kty, use, key_ops: operations }: KeyFacts): boolean {
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') return false;
  if (use !== undefined && use !== 'sig') return false;
  return operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
}

/** Whether a key may verify tokens of an algorithm. */
export function suits({ kty, crv, alg }: KeyFacts, algorithm: string): boolean {
  const wanted = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (!wanted || kty !== wanted.kty || (wanted.crv !== undefined && crv !== wanted.crv)) return false;
  return alg === undefined || alg === algorithm;
}
