import { z } from 'zod';

/** AWS credentials of a workspace, with which nodes sign integrations. */
export const credentialStateSchema = z.object({
  workspaceId: z.string(),
  id: z.string(),
  name: z.string(),
  /** Used by integrations that name no role, and to assume the roles that integrations name. */
  isDefault: z.boolean(),
  /** Roles that stand for these credentials as they are: an integration that names one is signed with them, without STS. */
  roleArns: z.array(z.string()),
  accessKeyId: z.string(),
});
export type CredentialState = z.infer<typeof credentialStateSchema>;

/** The secret half; it travels sealed to one node. */
export const credentialSecretSchema = z.object({ secretAccessKey: z.string(), sessionToken: z.string().nullable() });
export type CredentialSecret = z.infer<typeof credentialSecretSchema>;
