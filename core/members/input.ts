import { z } from 'zod';
import { pageInput } from '../paging.ts';
import { roles } from '../permissions.ts';

/** An e-mail address, in lower case: the name under which a user signs in. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email('This is not an e-mail address.'));

/** Length decides, as NIST SP 800-63B section 3.1.1.2 advises: no rules on which characters it is made of. */
export const passwordSchema = z
  .string()
  .min(12, 'A password has at least 12 characters.')
  .max(256, 'A password has at most 256 characters.');

export const personNameSchema = z.string().trim().min(1, 'Enter a name.').max(100);

export const signInInput = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password.').max(256),
});

export const updateAccountInput = z.object({ name: personNameSchema });

export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, 'Enter your current password.').max(256),
  newPassword: passwordSchema,
});

export const sessionIdInput = z.object({ sessionId: z.uuid() });

export const roleSchema = z.enum(roles);

export const listMembersInput = pageInput;

export const setRoleInput = z.object({ userId: z.string().min(1).max(64), role: roleSchema });

export const removeMemberInput = z.object({ userId: z.string().min(1).max(64) });

export const createInvitationInput = z.object({ email: emailSchema, role: roleSchema });

export const revokeInvitationInput = z.object({ invitationId: z.string().min(1).max(64) });

const invitationTokenSchema = z.string().min(20).max(100);

export const inspectInvitationInput = z.object({ token: invitationTokenSchema });

/**
 * A visitor without an account gives a name and a new password, one with an account the password of it; someone who is
 * signed in as the invited user gives neither.
 */
export const acceptInvitationInput = z.object({
  token: invitationTokenSchema,
  name: personNameSchema.optional(),
  password: z.string().min(1).max(256).optional(),
});

/** The path of the page where an invitation is accepted. */
export function invitationPath(token: string): string {
  return `/invitations/${token}`;
}
