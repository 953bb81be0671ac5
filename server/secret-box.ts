import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey, type EncryptionPurpose } from './derived-key.ts';

const algorithm = 'aes-256-gcm';
const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts a text with AES-256-GCM: version, nonce, tag, ciphertext. `owner` names the row that holds it and is
 * authenticated with it, so that a sealed text moved to another row does not open.
 */
export function seal(
  text: string,
  owner: string,
  purpose: EncryptionPurpose = 'api-key-encryption',
): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, derivedKey(purpose), nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(owner));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ciphertext]));
}

/** The text that `seal` was given. Throws when the secret key is another, or the sealed text or its owner was changed. */
export function unseal(sealed: Uint8Array, owner: string, purpose: EncryptionPurpose = 'api-key-encryption'): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== version) throw new Error('The sealed text has an unknown version.');
  const nonce = bytes.subarray(1, 1 + nonceLength);
  const tag = bytes.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
  const decipher = createDecipheriv(algorithm, derivedKey(purpose), nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(1 + nonceLength + tagLength)), decipher.final()]).toString(
    'utf8',
  );
}
