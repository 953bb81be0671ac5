import type { z } from 'zod';
import { SluiceError } from '#core/errors.ts';

/** The parsed input, or BAD_INPUT with one issue for each wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    message: issue.message,
    pointer: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
  }));
  throw new SluiceError('BAD_INPUT', issues[0]?.message ?? 'The input is not valid.', { issues });
}
