import { z } from 'zod';
import { AwsError, badRequest } from './aws-error.ts';

/** Members of request bodies. AWS's clients leave out what they do not set; null counts as left out. */
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const integer = z.number().int().nullish();
export const number = z.number().nullish();
export const texts = z.array(z.string()).nullish();
export const textMap = z.record(z.string(), z.string()).nullish();
export const flagMap = z.record(z.string(), z.boolean()).nullish();

export const patchOperations = {
  patchOperations: z
    .array(
      z.strictObject({
        op: z.string(),
        path: z.string().nullish(),
        value: z.string().nullish(),
        from: z.string().nullish(),
      }),
    )
    .nullish(),
};

const escapedNul = '\\u0000';

/** Reads a JSON body by its members. An empty body is an object without members. */
export function parseMembers(schema: z.ZodType, bytes: Buffer): unknown {
  let parsed: unknown;
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    parsed = source.trim() === '' ? {} : JSON.parse(source);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  }
  // The store keeps no text with this character, and no name or template needs it.
  if (bytes.includes(escapedNul)) throw badRequest('Invalid request: text may not hold the character NUL');
  const result = schema.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    throw badRequest(`Invalid request: unknown member ${[place, issue.keys[0]].filter(Boolean).join('.')}`);
  }
  if (issue?.code === 'invalid_type' && valueAt(parsed, issue.path) === undefined)
    throw badRequest(`Missing required member: ${place}`);
  throw new AwsError('SerializationException', `The member ${place} has a value of the wrong type.`);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at, name) => (at as Record<PropertyKey, unknown> | undefined)?.[name], value);
}
