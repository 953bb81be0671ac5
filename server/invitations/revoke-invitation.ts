import { notFound } from '#core/errors.ts';
import { revokeInvitationInput } from '#core/members/input.ts';
import type { Role } from '#core/permissions.ts';
import { assertGrantable } from '../members/find-manageable-member.ts';
import { mutation } from '../mutation.ts';

/** Ends an invitation: its link no longer works. */
export const revokeInvitation = mutation({
  permission: 'members.write',
  input: revokeInvitationInput,
  audit: { action: 'revoke', target: 'invitation' },
  async run({ tx, actor }, { invitationId }) {
    const invitation = await tx.invitation.findFirst({
      where: { id: invitationId, workspaceId: actor.workspaceId, acceptedAt: null },
    });
    if (!invitation) throw notFound('Invitation', invitationId);
    const { email, role } = invitation;
    assertGrantable(actor, role as Role);
    await tx.invitation.delete({ where: { id: invitationId } });
    return { result: { invitationId }, changed: { id: invitationId, name: email, before: { email, role } } };
  },
});
