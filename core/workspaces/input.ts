import { z } from 'zod';
import { emailSchema, passwordSchema, personNameSchema } from '../members/input.ts';
import { allowedAddressesSchema, endpointsSchema } from './state.ts';

export const workspaceNameSchema = z.string().trim().min(1, 'A workspace needs a name.').max(100);

/** RECOVERABLE keeps an encrypted copy of API keys for a permitted, audited read; SHOW_ONCE keeps hashes only. */
export const apiKeyModes = ['RECOVERABLE', 'SHOW_ONCE'] as const;
export type ApiKeyMode = (typeof apiKeyModes)[number];

export const noInput = z.object({}).nullish();

/** The first owner and the first workspace of an installation. */
export const setupInput = z.object({
  workspaceName: workspaceNameSchema,
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});

export const createWorkspaceInput = z.object({ name: workspaceNameSchema });

export const updateWorkspaceInput = z.object({
  name: workspaceNameSchema.optional(),
  apiKeyMode: z.enum(apiKeyModes).optional(),
  endpoints: endpointsSchema.optional(),
});

export const setAllowedAddressesInput = z.object({ allowedAddresses: allowedAddressesSchema });

/** Deleting a workspace takes all of its APIs out of service, so the caller repeats its name. */
export const deleteWorkspaceInput = z.object({ confirmName: z.string().max(200) });

/** The ARN of an IAM role; null for none. */
export const setLogRoleInput = z.object({
  cloudwatchRoleArn: z
    .string()
    .max(2048)
    .regex(/^arn:[\w-]+:iam::\d{12}:role\/\S+$/, 'The role ARN is not well formed')
    .nullable(),
});
