import { inspectInvitationInput } from '#core/members/input.ts';
import type { Role } from '#core/permissions.ts';
import { query } from '../query.ts';
import { findOpenInvitation } from './invitation-token.ts';

/** What the holder of an invitation's link is asked to join, and whether their e-mail has an account already. */
export const inspectInvitation = query({
  permission: 'public',
  input: inspectInvitationInput,
  async run({ db }, { token }) {
    const { email, role, workspace } = await findOpenInvitation(db, token);
    const user = await db.user.findUnique({ where: { email }, select: { id: true } });
    return { workspaceName: workspace.name, email, role: role as Role, userExists: user !== null };
  },
});
