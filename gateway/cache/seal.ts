import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Made anew by each worker thread and never written down: sealed entries end with it. */
const key = randomBytes(32);
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts an entry (AES-256-GCM). `name` is bound to it, so that no entry can take another one's place. */
export function seal(bytes: Buffer, name: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]);
}

/** @throws when the bytes were not sealed by this thread under this name */
export function unseal(sealed: Buffer, name: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(name));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}
