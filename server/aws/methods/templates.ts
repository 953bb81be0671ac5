import { z } from 'zod';

/** Templates by content type. Clients write an empty template as an empty text or as null. */
export const templates = z.record(z.string(), z.string().nullable()).nullish();

/** The same, with empty texts only. */
export function emptiedTemplates(given: z.output<typeof templates>): Record<string, string> {
  return Object.fromEntries(Object.entries(given ?? {}).map(([type, text]) => [type, text ?? '']));
}
