import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { Db, Tx } from '../db.ts';

const compress = promisify(gzip);

/** Bytes ready to be stored: named by the hash of the text, compressed. */
export type Blob = { hash: string; size: number; data: Uint8Array<ArrayBuffer> };

export async function blobOf(text: string): Promise<Blob> {
  return { hash: sha256Hex(text), size: Buffer.byteLength(text), data: new Uint8Array(await compress(text)) };
}

/**
 * Stores blobs. They are immutable, so one that is there is the same; its date is renewed, which keeps `deleteExpired` from
 * removing it before the row that needs it is committed.
 */
export async function storeBlobs(store: Db | Tx, blobs: readonly Blob[]): Promise<void> {
  for (const blob of blobs) {
    await store.blob.upsert({ where: { hash: blob.hash }, create: { ...blob }, update: { createdAt: new Date() } });
  }
}
