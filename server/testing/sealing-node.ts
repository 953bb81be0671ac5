import { createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';

const publicKeyLength = 32;
const ivLength = 12;
const tagLength = 16;

/** A node as far as secrets go: the public key that it announces, and how it opens what was sealed to it. */
export function sealingNode() {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const sealKey = publicKey.export({ format: 'jwk' }).x ?? '';
  const open = (sealed: string, context: string): string => {
    const bytes = Buffer.from(sealed, 'base64');
    const ephemeral = bytes.subarray(0, publicKeyLength);
    const iv = bytes.subarray(publicKeyLength, publicKeyLength + ivLength);
    const jwk = { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') };
    const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) });
    const salt = Buffer.concat([ephemeral, Buffer.from(sealKey, 'base64url')]);
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'sluice-seal-1', 32));
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    const ciphertext = bytes.subarray(publicKeyLength + ivLength, -tagLength);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  };
  return { sealKey, open };
}
