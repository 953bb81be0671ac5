import { acceptInvitation } from '../../invitations/accept-invitation.ts';
import { createInvitation } from '../../invitations/create-invitation.ts';
import { inspectInvitation } from '../../invitations/inspect-invitation.ts';
import { listInvitations } from '../../invitations/list-invitations.ts';
import { revokeInvitation } from '../../invitations/revoke-invitation.ts';
import { expose, router } from '../trpc.ts';

export const invitationsRouter = router({
  list: expose(listInvitations),
  create: expose(createInvitation),
  revoke: expose(revokeInvitation),
  inspect: expose(inspectInvitation),
  accept: expose(acceptInvitation),
});
