import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import { parseInput } from '../parse-input.ts';

/**
 * The JSON body of a request, gzipped or not, parsed by a schema. TOO_LARGE as soon as more than `maxBytes` have come
 * out, so that a small compressed body cannot fill the memory; BAD_INPUT for what is not the expected JSON.
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  maxBytes: number,
  schema: Schema,
): Promise<z.output<Schema>> {
  return parseInput(schema, parseJson(await readText(request, maxBytes)));
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new SluiceError('TOO_LARGE', `The body holds more than ${maxBytes} bytes.`);
      chunks.push(Buffer.from(chunk));
    }
  };
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    if (request.headers.get('content-encoding') === 'gzip') await pipeline(body, createGunzip(), collect);
    else await pipeline(body, collect);
  } catch (error) {
    if (error instanceof SluiceError) throw error;
    throw new SluiceError('BAD_INPUT', 'The body could not be read.', { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SluiceError('BAD_INPUT', 'The body is not JSON.');
  }
}
