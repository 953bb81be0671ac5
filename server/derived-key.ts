import { hkdfSync } from 'node:crypto';
import { env } from './env.ts';

/** What the installation's secret is used for. Each purpose has its own key, so that none can stand in for another. */
export type KeyPurpose = 'session-token' | 'api-key-lookup' | EncryptionPurpose;
export type EncryptionPurpose =
  'api-key-encryption' | 'access-key-encryption' | 'credential-encryption' | 'client-certificate-encryption';

const derived = new Map<string, Buffer>();

/** The 32-byte key of a purpose: HKDF-SHA-256 (RFC 5869) of the installation's secret. */
export function derivedKey(purpose: KeyPurpose): Buffer {
  const secret = env().secretKey;
  const cacheKey = `${purpose}:${secret.toString('base64')}`;
  const known = derived.get(cacheKey);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sluice ${purpose}`, 32));
  derived.set(cacheKey, key);
  return key;
}
