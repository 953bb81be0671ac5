import { z } from 'zod';
import { query } from '../query.ts';

/** The role that AWS's clients named for the account's logs. */
export const getLogRole = query({
  permission: 'workspace.read',
  input: z.object({}),
  run: ({ db, actor: { workspaceId: id } }) =>
    db.workspace.findUniqueOrThrow({ where: { id }, select: { cloudwatchRoleArn: true } }),
});
