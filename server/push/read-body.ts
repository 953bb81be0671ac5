import type { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import { parseInput } from '../parse-input.ts';
import { readBytes } from '../read-bytes.ts';

/** The JSON body of a request, gzipped or not, parsed by a schema; BAD_INPUT for what is not the expected JSON. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  maxBytes: number,
  schema: Schema,
): Promise<z.output<Schema>> {
  const bytes = await readBytes(request, { maxBytes, gunzips: true });
  return parseInput(schema, parseJson(bytes.toString('utf8')));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SluiceError('BAD_INPUT', 'The body is not JSON.');
  }
}
