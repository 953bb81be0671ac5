import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SluiceError } from '#core/errors.ts';

export type ReadOptions = {
  maxBytes: number;
  /** What the sender of more is told. */
  tooLarge?: string;
  /** Whether a body that is declared as gzipped is unpacked. */
  gunzips?: boolean;
};

/**
 * The body of a request. TOO_LARGE as soon as more than `maxBytes` have come, or come out of a gzipped one, so that a small
 * body cannot fill the memory; BAD_INPUT for one that breaks off or cannot be unpacked.
 */
export async function readBytes(request: Request, options: ReadOptions): Promise<Buffer<ArrayBuffer>> {
  const { maxBytes, tooLarge = `The body holds more than ${maxBytes} bytes.`, gunzips = false } = options;
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new SluiceError('TOO_LARGE', tooLarge);
      chunks.push(chunk);
    }
  };
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    if (gunzips && request.headers.get('content-encoding') === 'gzip') await pipeline(body, createGunzip(), collect);
    else await pipeline(body, collect);
  } catch (error) {
    if (error instanceof SluiceError) throw error;
    throw new SluiceError('BAD_INPUT', 'The body could not be read.', { cause: error });
  }
  return Buffer.concat(chunks);
}
