import { randomBytes } from 'node:crypto';
import { sha256Hex } from '#core/snapshot/hash.ts';

const prefixLength = 8;

/** A new token of 256 random bits, told from other secrets by how it begins. */
export function newNodeToken(): string {
  return `sln_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token: its hash, and its first characters for people. */
export function storedToken(token: string): { prefix: string; tokenHash: string } {
  return { prefix: token.slice(0, prefixLength), tokenHash: sha256Hex(token) };
}
