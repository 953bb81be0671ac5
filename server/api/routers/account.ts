import { changePassword } from '../../account/change-password.ts';
import { listSessions } from '../../account/list-sessions.ts';
import { me } from '../../account/me.ts';
import { revokeSession } from '../../account/revoke-session.ts';
import { updateAccount } from '../../account/update-account.ts';
import { expose, router } from '../trpc.ts';

export const accountRouter = router({
  me: expose(me),
  update: expose(updateAccount),
  changePassword: expose(changePassword),
  sessions: expose(listSessions),
  revokeSession: expose(revokeSession),
});
