import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A node's X25519 key pair, both halves raw in base64url: plain data, so that worker threads can be given it. */
export type SealKey = { publicKey: string; privateKey: string };

/**
 * The key to which the control plane seals secrets for this node: made at the first start and kept in the node's folder
 * (`seal-key`, mode 0600), so that a node which restarts can still read the sealed records on its disk. When the folder
 * cannot be written the key lasts as long as the process, and the control plane is told the new one at the next connection.
 */
export async function loadSealKey(nodeDir: string): Promise<SealKey> {
  const path = join(nodeDir, 'seal-key');
  const kept = readKey((await readFile(path, 'utf8').catch(() => '')).trim());
  if (kept) return kept;
  const made = generateSealKey();
  await mkdir(nodeDir, { recursive: true, mode: 0o700 })
    .then(() => writeFile(path, `${made.privateKey}\n`, { mode: 0o600 }))
    .catch(() => undefined);
  return made;
}

export function generateSealKey(): SealKey {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}

/** PKCS #8 around a raw X25519 private key (RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

function readKey(privateKey: string): SealKey | null {
  const raw = Buffer.from(privateKey, 'base64url');
  if (raw.length !== 32) return null;
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, raw]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: x, privateKey };
}
