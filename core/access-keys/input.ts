import { z } from 'zod';
import { roleSchema } from '../members/input.ts';
import { pageInput } from '../paging.ts';
import { policyTextSchema } from '../policies/policy-text.ts';
import { accessKeyIdSchema, accessKeyStateSchema } from './schema.ts';

const nameSchema = z.string().trim().min(1, 'An access key needs a name.').max(100);
const holderIdSchema = z.string().min(1).max(64);
const policySchema = policyTextSchema('identity', 10_240).nullable();

export const accessKeyIdInput = z.object({ accessKeyId: accessKeyStateSchema.shape.accessKeyId });

export const listAccessKeysInput = pageInput.extend({
  userId: holderIdSchema.optional(),
  serviceAccountId: holderIdSchema.optional(),
});

/** The holder is the member or the service account that is named, or oneself. */
export const createAccessKeyInput = z
  .object({
    name: nameSchema,
    userId: holderIdSchema.optional(),
    serviceAccountId: holderIdSchema.optional(),
    /** What the key may do in the control API, at most what its holder may; null: nothing there. */
    role: roleSchema.nullable().default(null),
    /** What the holder may invoke at methods of the type AWS_IAM; null: nothing by itself. */
    policy: policySchema.default(null),
    expiresAt: z.date().nullable().default(null),
  })
  .refine((key) => key.userId === undefined || key.serviceAccountId === undefined, {
    message: 'A key has one holder: a member or a service account.',
    path: ['serviceAccountId'],
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
