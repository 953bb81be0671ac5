import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Db, Tx } from '../db.ts';

const decompress = promisify(gunzip);

/** The text of a blob's bytes. */
export async function blobText(data: Uint8Array): Promise<string> {
  return (await decompress(data)).toString('utf8');
}

/** The text of a stored blob. A hash that a row names and the table lacks is a fault of ours. */
export async function readBlob(store: Db | Tx, hash: string): Promise<string> {
  const { data } = await store.blob.findUniqueOrThrow({ where: { hash }, select: { data: true } });
  return blobText(data);
}
