import { z } from 'zod';
import { roleSchema } from '../members/input.ts';
import { pageInput } from '../paging.ts';
import { policyTextSchema } from '../policies/policy-text.ts';
import { accessKeyIdSchema, accessKeyStateSchema } from './schema.ts';

const nameSchema = z.string().trim().min(1, 'An access key needs a name.').max(100);
const userIdSchema = z.string().min(1).max(64);
const policySchema = policyTextSchema('identity', 10_240).nullable();

export const accessKeyIdInput = z.object({ accessKeyId: accessKeyStateSchema.shape.accessKeyId });

export const listAccessKeysInput = pageInput.extend({ userId: userIdSchema.optional() });

export const createAccessKeyInput = z.object({
  name: nameSchema,
  /** The member who holds the key: oneself when left out; null makes the key of a service account. */
  userId: userIdSchema.nullable().optional(),
  /** What the holder may do in the control API; null: nothing there. */
  role: roleSchema.nullable().default(null),
  /** What the holder may invoke at methods of the type AWS_IAM; null: nothing by itself. */
  policy: policySchema.default(null),
  expiresAt: z.date().nullable().default(null),
});

/** A field left out stays as it is. */
export const updateAccessKeyInput = accessKeyIdInput.extend({
  name: nameSchema.optional(),
  enabled: z.boolean().optional(),
  policy: policySchema.optional(),
  expiresAt: z.date().nullable().optional(),
});

/** A pair that is brought along, as the first owner's may be by the environment. */
export const accessKeyPairSchema = z.object({
  accessKeyId: accessKeyIdSchema.startsWith('AKIA'),
  secretAccessKey: z.string().regex(/^[\x21-\x7e]{16,128}$/, 'A secret has 16 to 128 visible ASCII characters.'),
});
export type AccessKeyPair = z.infer<typeof accessKeyPairSchema>;
