import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** Seals a text to a node's key as the control plane does (the counterpart of secrets/unseal.ts). */
export function seal(publicKey: string, kind: string, id: string, text: string): string {
  const ephemeral = generateKeyPairSync('x25519');
  const raw = Buffer.from(ephemeral.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const node = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: publicKey }, format: 'jwk' });
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: node });
  const salt = Buffer.concat([raw, Buffer.from(publicKey, 'base64url')]);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', secret, salt, 'sluice-seal-1', 32)), iv);
  cipher.setAAD(Buffer.from(`${kind} ${id}`));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([raw, iv, sealed, cipher.getAuthTag()]).toString('base64');
}
