import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalRequest, sha256, stringToSign, type SignedRequest } from './canonical-request.ts';
import { mismatch, type Signature } from './parse-signature.ts';
import { invalid, SignatureFault } from './signature-fault.ts';
import { formatTimestamp, maxSkewMs } from './signing-time.ts';

/** The key of a caller, as far as a signature is concerned. */
export type SigningKey = {
  secretAccessKey: string;
  /** Of temporary keys. */
  sessionToken: string | null;
  enabled: boolean;
  expiresAtMs: number | null;
};

/** SHA-256 of nothing. */
const emptyHash = sha256('');

/** In place of the body's hash: the caller chose to leave its body out of the signature. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * Checks all of a signature that needs neither a key nor the body: its scope, and whether its time is now.
 * @param region null takes any region
 */
export function checkScope(
  signature: Signature,
  { service, region }: { service: string; region: string | null },
  nowMs: number,
): SignatureFault | null {
  if (signature.service !== service) {
    return invalid(`Credential should be scoped to correct service: '${service}'.`);
  }
  if (region !== null && signature.region !== region) {
    return invalid(`Credential should be scoped to a valid region, not '${signature.region.slice(0, 64)}'.`);
  }
  const { signedAtMs, timestamp, expiresSeconds } = signature;
  const now = formatTimestamp(nowMs);
  if (signedAtMs > nowMs + maxSkewMs) {
    const latest = formatTimestamp(nowMs + maxSkewMs);
    return invalid(`Signature not yet current: ${timestamp} is still later than ${latest} (${now} + 5 min.)`);
  }
  const lifeMs = expiresSeconds === null ? maxSkewMs : expiresSeconds * 1000;
  if (signedAtMs + lifeMs >= nowMs) return null;
  const earliest = formatTimestamp(nowMs - lifeMs);
  const life = expiresSeconds === null ? '5 min.' : `${expiresSeconds} s`;
  return invalid(`Signature expired: ${timestamp} is now earlier than ${earliest} (${now} - ${life})`);
}

/** Whether the body must be read before the signature can be checked. */
export function needsBody({ payloadHash }: Signature): boolean {
  return payloadHash !== unsignedPayload;
}

/**
 * Checks a signature against the request and the caller's key (AWS Signature Version 4). A key that is unknown or
 * disabled answers alike.
 * @param body the whole body; null when there is none, or when the signature leaves it out
 */
export function verifySignature(
  signature: Signature,
  request: SignedRequest,
  key: SigningKey | null,
  body: Buffer | null,
  nowMs: number,
): SignatureFault | null {
  if (!key?.enabled) return unknownToken();
  const payloadHash = signature.payloadHash === unsignedPayload ? unsignedPayload : body ? sha256(body) : emptyHash;
  if (signature.payloadHash !== null && signature.payloadHash !== payloadHash) return mismatch();
  const canonical = canonicalRequest(request, signature, payloadHash);
  const toSign = stringToSign(signature, canonical);
  const expected = createHmac('sha256', signingKey(key, signature)).update(toSign).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'))) {
    return mismatch({ request: canonical, toSign });
  }
  if (!isSameToken(key.sessionToken, signature.securityToken)) return unknownToken();
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) {
    return new SignatureFault('EXPIRED_TOKEN', 'The security token included in the request is expired');
  }
  return null;
}

function unknownToken(): SignatureFault {
  return invalid('The security token included in the request is invalid.');
}

/** Temporary keys are used together with their session token, others without one. */
function isSameToken(held: string | null, given: string | null): boolean {
  if (held === null || given === null) return held === given;
  return timingSafeEqual(Buffer.from(sha256(held)), Buffer.from(sha256(given)));
}

/** Derived keys of a day, by the secret that they come from. */
const derived = new LRUCache<string, Buffer>({ max: 2_000 });

function signingKey({ secretAccessKey }: SigningKey, { date, region, service }: Signature): Buffer {
  const name = `${sha256(secretAccessKey)} ${date} ${region} ${service}`;
  let key = derived.get(name);
  if (!key) {
    key = [date, region, service, 'aws4_request'].reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${secretAccessKey}`),
    );
    derived.set(name, key);
  }
  return key;
}
