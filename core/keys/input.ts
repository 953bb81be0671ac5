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
/** AWS Marketplace's name of the customer who holds the key. */
const customerIdSchema = z.string().max(1024).nullable();

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
  customerId: customerIdSchema.optional(),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
});

/** Keys by id, those whose name begins with a text, or those of one customer: at most `limit`, after one of them. */
export const listApiKeysInput = z.object({
  limit: z.number().int().min(1).max(501),
  after: z.string().max(64).nullable(),
  keyId: z.string().max(64).optional(),
  nameStart: z.string().max(1024).optional(),
  customerId: z.string().max(1024).optional(),
  /** Members of this plan only. */
  planId: planIdSchema.optional(),
});

export const revealKeysInput = z.object({ keyIds: z.array(z.string().max(64)).max(501) });

/** Most keys that one file brings. */
export const importedKeysMax = 1_000;

/** Keys of a file. A key whose value is there already is overwritten; unknown plans are left out with a warning. */
export const importKeysInput = z.object({
  keys: z
    .array(
      z.object({
        name: keyNameSchema,
        value: keyValueSchema,
        description: z.string().max(1024).nullable(),
        enabled: z.boolean(),
        planIds: z.array(planIdSchema).max(10, 'A key is in at most 10 plans.'),
      }),
    )
    .max(importedKeysMax, `A file brings at most ${importedKeysMax} keys.`),
  failOnWarnings: z.boolean(),
});

export const updateKeyInput = keyIdInput.extend({
  name: keyNameSchema.optional(),
  description: descriptionSchema.optional(),
  enabled: z.boolean().optional(),
  expiresAt: z.date().nullable().optional(),
  customerId: customerIdSchema.optional(),
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
