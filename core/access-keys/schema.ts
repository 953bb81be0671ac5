import { z } from 'zod';

/** AWS's form: 20 characters that begin with AKIA, or ASIA for temporary keys. */
export const accessKeyIdSchema = z.string().regex(/^(AKIA|ASIA)[A-Z2-7]{16}$/, 'An access key id has 20 characters.');

/** What a node knows of an access key with which callers of AWS_IAM methods sign. */
export const accessKeyStateSchema = z.object({
  workspaceId: z.string(),
  accessKeyId: accessKeyIdSchema,
  /** `arn:aws:iam::{accountId}:user/{name}`, or of an assumed role. */
  userArn: z.string(),
  /** `$context.identity.user` and `.caller`. */
  principalId: z.string(),
  /** The twelve digits of the workspace. */
  accountId: z.string(),
  enabled: z.boolean(),
  expiresAtMs: z.number().nullable(),
  /** An IAM-style policy as JSON text: what the holder may invoke. Null allows nothing by itself. */
  policy: z.string().max(10_240).nullable(),
});
export type AccessKeyState = z.infer<typeof accessKeyStateSchema>;

/** The secret half; it travels sealed to one node. */
export const accessKeySecretSchema = z.object({ secretAccessKey: z.string(), sessionToken: z.string().nullable() });
export type AccessKeySecret = z.infer<typeof accessKeySecretSchema>;
