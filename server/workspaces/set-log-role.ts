import { setLogRoleInput } from '#core/workspaces/input.ts';
import { mutation } from '../mutation.ts';

/** Notes the role that AWS's clients name for the account's logs. Nothing here assumes it. */
export const setLogRole = mutation({
  permission: 'workspace.write',
  input: setLogRoleInput,
  audit: { action: 'set-log-role', target: 'workspace' },
  async run({ tx, actor: { workspaceId: id } }, { cloudwatchRoleArn }) {
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    await tx.workspace.update({ where: { id }, data: { cloudwatchRoleArn } });
    return {
      result: null,
      changed: {
        id,
        name: before.name,
        before: { cloudwatchRoleArn: before.cloudwatchRoleArn },
        after: { cloudwatchRoleArn },
      },
    };
  },
});
