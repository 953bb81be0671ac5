import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import type { SealKey } from './seal-key.ts';

const ephemeralBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** A sealed text that this node cannot open: sealed to another key, for another object, or damaged. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** Opens the sealed half of a revision. */
export type Unseal = (kind: string, id: string, sealed: string) => string;

/**
 * Opens what the control plane sealed to a node's key: X25519 with an ephemeral key (RFC 7748), HKDF-SHA256 (RFC 5869),
 * AES-256-GCM bound to the revision's kind and id, so that a secret cannot be passed off as another object's.
 * @throws SealBroken by the returned function
 */
export function unsealWith(key: SealKey): Unseal {
  const own = Buffer.from(key.publicKey, 'base64url');
  const privateKey = createPrivateKey({
    key: { kty: 'OKP', crv: 'X25519', x: key.publicKey, d: key.privateKey },
    format: 'jwk',
  });
  return (kind, id, sealed) => {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length < ephemeralBytes + ivBytes + tagBytes) throw new SealBroken(`${kind} ${id}: too short.`);
    const ephemeral = bytes.subarray(0, ephemeralBytes);
    const iv = bytes.subarray(ephemeralBytes, ephemeralBytes + ivBytes);
    try {
      const publicKey = createPublicKey({
        key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') },
        format: 'jwk',
      });
      const secret = diffieHellman({ privateKey, publicKey });
      const salt = Buffer.concat([ephemeral, own]);
      const derived = Buffer.from(hkdfSync('sha256', secret, salt, 'sluice-seal-1', 32));
      const decipher = createDecipheriv('aes-256-gcm', derived, iv);
      decipher.setAAD(Buffer.from(`${kind} ${id}`));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const opened = decipher.update(bytes.subarray(ephemeralBytes + ivBytes, -tagBytes));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken(`The secret of ${kind} ${id} is not sealed to this node's key.`);
    }
  };
}
