import { updateAccountInput } from '#core/members/input.ts';
import { mutation } from '../mutation.ts';

/** Changes the name under which a user appears. */
export const updateAccount = mutation({
  permission: 'signed-in',
  input: updateAccountInput,
  audit: { action: 'update', target: 'user' },
  async run({ tx, actor }, { name }) {
    await tx.user.update({ where: { id: actor.userId }, data: { name } });
    return {
      result: { name },
      changed: { id: actor.userId, name, before: { name: actor.name }, after: { name } },
    };
  },
});
