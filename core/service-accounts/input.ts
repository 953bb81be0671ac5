import { z } from 'zod';
import { roleSchema } from '../members/input.ts';
import { pageInput } from '../paging.ts';

/** IAM's rule for user names without the @: the ARN of a service account is never that of a member's address. */
const serviceAccountNameSchema = z
  .string()
  .trim()
  .min(1, 'A service account needs a name.')
  .max(64, 'A name has at most 64 characters.')
  .regex(/^[\w+=,.-]+$/, 'A name has letters, digits and _ + = , . - only: it is a part of the ARN.');

const serviceAccountIdSchema = z.string().min(1).max(64);

export const listServiceAccountsInput = pageInput;

export const createServiceAccountInput = z.object({ name: serviceAccountNameSchema, role: roleSchema });

export const serviceAccountIdInput = z.object({ serviceAccountId: serviceAccountIdSchema });

export const setServiceAccountRoleInput = serviceAccountIdInput.extend({ role: roleSchema });
