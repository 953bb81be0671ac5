import { z } from 'zod';
import { pageInput } from '../paging.ts';

const nameSchema = z.string().trim().min(1, 'Credentials need a name.').max(100);

/** Roles that integrations name and that stand for these credentials as they are. */
const roleArnsSchema = z
  .array(z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, 'Give the ARN of an IAM role.'))
  .max(50);

/** Given as one: parts of two pairs never fit together. */
const secretShape = {
  accessKeyId: z
    .string()
    .trim()
    .regex(/^\w{4,128}$/, 'An access key id has letters, digits and _ only.'),
  secretAccessKey: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,512}$/, 'A secret is made of visible ASCII characters.'),
  /** Of temporary credentials. */
  sessionToken: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,4096}$/, 'A session token is made of visible ASCII characters.')
    .nullable()
    .default(null),
};

export const credentialIdInput = z.object({ credentialId: z.string().min(1).max(64) });

export const listCredentialsInput = pageInput;

export const createCredentialInput = z.object({
  name: nameSchema,
  ...secretShape,
  roleArns: roleArnsSchema.default([]),
  /** The first credentials of a workspace are its default in any case. */
  isDefault: z.boolean().default(false),
});

/** A field left out stays as it is. */
export const updateCredentialInput = credentialIdInput.extend({
  name: nameSchema.optional(),
  roleArns: roleArnsSchema.optional(),
  secret: z.object(secretShape).optional(),
});
