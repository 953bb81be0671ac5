import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const ivLength = 12;
const keyLength = 32;
const info = 'sluice-seal-1';

/**
 * Seals a text so that only the node with the private half of `sealKey` opens it: X25519 with a key pair of the moment,
 * HKDF-SHA-256, AES-256-GCM. Gives base64 of ephemeral public key, iv, ciphertext and tag.
 * @param sealKey the node's raw X25519 public key, base64url
 * @param context what the text belongs to; it is authenticated, so that a sealed text does not open elsewhere
 */
export function sealToNode(text: string, sealKey: string, context: string): string {
  const ephemeral = generateKeyPairSync('x25519');
  const ephemeralPublic = rawPublicKey(ephemeral.publicKey);
  const nodeKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: sealKey }, format: 'jwk' });
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: nodeKey });
  const salt = Buffer.concat([ephemeralPublic, Buffer.from(sealKey, 'base64url')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, info, keyLength));
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([ephemeralPublic, iv, ciphertext, cipher.getAuthTag()]).toString('base64');
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
