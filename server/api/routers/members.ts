import { listMembers } from '../../members/list-members.ts';
import { removeMember } from '../../members/remove-member.ts';
import { setRole } from '../../members/set-role.ts';
import { expose, router } from '../trpc.ts';

export const membersRouter = router({
  list: expose(listMembers),
  setRole: expose(setRole),
  remove: expose(removeMember),
});
