import { randomBytes, randomInt } from 'node:crypto';
import type { AccessKeyPair } from '#core/access-keys/input.ts';

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const idLength = 16;
/** Forty characters of base64, as AWS's secrets have. */
const secretBytes = 30;

/** A new access key in AWS's form. */
export function newAccessKey(): AccessKeyPair {
  const id = Array.from({ length: idLength }, () => idAlphabet[randomInt(idAlphabet.length)]).join('');
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(secretBytes).toString('base64') };
}
