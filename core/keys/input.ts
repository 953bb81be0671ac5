import { z } from 'zod';
import { pageInput } from '../paging.ts';

/** AWS API Gateway's limits on the value of an API key. */
export const keyValueLength = { min: 20, max: 128 } as const;

/** Length of the values that are made for new keys: 40 characters of [A-Za-z0-9], about 238 bits. */
export const generatedKeyLength = 40;

/** How many characters of a value stay visible. */
export const keyPrefixLength = 8;

/** A value that travels as a header as it is: visible ASCII without space, comma or semicolon. */
export const keyValueSchema = z
  .string()
  .min(keyValueLength.min, `A key has at least ${keyValueLength.min} characters.`)
  .max(keyValueLength.max, `A key has at most ${keyValueLength.max} characters.`)
  .regex(
    /^[\x21-\x2b\x2d-\x3a\x3c-\x7e]+$/,
    'A key is made of visible ASCII characters without space, comma or semicolon.',
  );

const keyNameSchema = z.string().trim().min(1, 'A key needs a name.').max(1024);
const descriptionSchema = z.string().max(1024).nullable();
const planIdSchema = z.string().min(1).max(64);

export const keyIdInput = z.object({ keyId: z.string().min(1).max(64) });

export const listKeysInput = pageInput.extend({ planId: planIdSchema.optional(), enabled: z.boolean().optional() });

export const createKeyInput = z.object({
  name: keyNameSchema,
  description: descriptionSchema.optional(),
  enabled: z.boolean().default(true),
  /** The value to use instead of a generated one. */
  value: keyValueSchema.optional(),
  planIds: z.array(planIdSchema).max(10, 'A key is in at most 10 plans.').default([]),
  expiresAt: z.date().nullable().optional(),
});

export const updateKeyInput = keyIdInput.extend({
  name: keyNameSchema.optional(),
  description: descriptionSchema.optional(),
  enabled: z.boolean().optional(),
  expiresAt: z.date().nullable().optional(),
});

/** For how long the value before stays good after a rotation. Zero ends it at once; ninety days is the most. */
export const rotateKeyInput = keyIdInput.extend({
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(90 * 86_400),
});

/** Usage by UTC day, both ends included: YYYY-MM-DD. */
export const usageRangeInput = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine((range) => range.from <= range.to, { message: 'The range begins after its end.', path: ['from'] })
  .refine((range) => Date.parse(range.to) - Date.parse(range.from) <= 400 * 86_400_000, {
    message: 'A range holds at most 400 days.',
    path: ['to'],
  });

export const keyUsageInput = keyIdInput.and(usageRangeInput);
