import { SluiceError } from '#core/errors.ts';
import { createInvitationInput, invitationPath } from '#core/members/input.ts';
import { env } from '../env.ts';
import { assertGrantable } from '../members/find-manageable-member.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { invitationLifetimeMs, newInvitationToken } from './invitation-token.ts';

/** Invites someone by e-mail address and role. The link is shown once; an older open invitation of theirs ends. */
export const createInvitation = mutation({
  permission: 'members.write',
  input: createInvitationInput,
  audit: { action: 'create', target: 'invitation' },
  async run({ tx, actor }, { email, role }) {
    const { workspaceId } = actor;
    assertGrantable(actor, role);
    if (await tx.membership.findFirst({ where: { workspaceId, user: { email } } })) {
      throw new SluiceError('CONFLICT', `${email} is a member of this workspace already.`);
    }
    await tx.invitation.deleteMany({ where: { workspaceId, email, acceptedAt: null } });
    const { token, tokenHash } = newInvitationToken();
    const expiresAt = new Date(Date.now() + invitationLifetimeMs);
    const { id } = await tx.invitation.create({
      data: { id: newId(), workspaceId, email, role, tokenHash, invitedById: actor.userId, expiresAt },
    });
    return {
      result: { invitationId: id, link: `${env().publicUrl}${invitationPath(token)}`, expiresAt },
      changed: { id, name: email, after: { email, role } },
    };
  },
});
