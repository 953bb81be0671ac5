import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { snapshotFormatVersion } from '#core/snapshot/format-version.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { apiSnapshotSchema, routeSchema, type ApiSnapshot, type Route } from '#core/snapshot/schema.ts';
import { breathe } from './breathe.ts';

/** A snapshot that this node will not run, with the reason in words for the API's team. */
export class SnapshotRefused extends Error {
  override name = 'SnapshotRefused';
}

/** Largest snapshot, bytes of its JSON text. */
export const snapshotMaxBytes = 64 * 1024 * 1024;

/** Everything but the routes, which are checked one by one so that a big snapshot does not hold up requests. */
const shellSchema = apiSnapshotSchema.extend({ routes: z.array(z.unknown()) });

/**
 * Unpacks a blob and checks that it is the snapshot of this hash, of this format, and whole.
 * @param gzip gzip bytes of the snapshot's canonical JSON
 * @throws SnapshotRefused
 */
export async function verifySnapshot(gzip: Buffer, hash: string): Promise<ApiSnapshot> {
  const value = parse(await unpackBlob(gzip, hash));
  const version =
    value !== null && typeof value === 'object' && 'formatVersion' in value ? value.formatVersion : undefined;
  if (version !== snapshotFormatVersion) {
    throw new SnapshotRefused(
      `The snapshot has format ${String(version)}; this gateway runs format ${snapshotFormatVersion}.`,
    );
  }
  const shell = shellSchema.safeParse(value);
  if (!shell.success) throw refusal('', shell.error);
  const routes: Route[] = [];
  for (const [index, candidate] of shell.data.routes.entries()) {
    const route = routeSchema.safeParse(candidate);
    if (!route.success) throw refusal(`/routes/${index}`, route.error);
    routes.push(route.data);
    await breathe();
  }
  return { ...shell.data, routes };
}

/**
 * The bytes of a blob, which are those that its hash names.
 * @throws SnapshotRefused
 */
export async function unpackBlob(gzip: Buffer, hash: string): Promise<Buffer> {
  const bytes = await unpack(gzip);
  if (sha256Hex(bytes) !== hash) throw new SnapshotRefused(`The snapshot's content does not have the hash ${hash}.`);
  return bytes;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new SnapshotRefused('The snapshot is not JSON.');
  }
}

function refusal(pointer: string, error: z.ZodError): SnapshotRefused {
  const [first] = error.issues;
  const path = first?.path.map((part) => `/${String(part)}`).join('') ?? '';
  return new SnapshotRefused(`The snapshot is not valid at ${pointer}${path}: ${first?.message ?? 'unknown'}`);
}

function unpack(gzip: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const gunzip = createGunzip();
    gunzip.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= snapshotMaxBytes) chunks.push(chunk);
      else gunzip.destroy(new Error(`It is larger than ${snapshotMaxBytes} bytes.`));
    });
    gunzip.on('end', () => resolve(Buffer.concat(chunks)));
    gunzip.on('error', (error) => reject(new SnapshotRefused(`The snapshot cannot be unpacked: ${error.message}`)));
    gunzip.end(gzip);
  });
}
