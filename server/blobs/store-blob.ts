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

/** Stores blobs that are not there yet. They are immutable, so one that is there is the same. */
export async function storeBlobs(store: Db | Tx, blobs: readonly Blob[]): Promise<void> {
  await store.blob.createMany({ data: blobs.map((blob) => ({ ...blob })), skipDuplicates: true });
}
