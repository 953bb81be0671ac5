import { groupIdInput } from '#core/nodes/input.ts';
import { query } from '../query.ts';
import { findGroup, runsSharedGroups } from './find-group.ts';

/** The tokens of a group, the latest first. Those of a shared group are shown to the workspace that runs it. */
export const listTokens = query({
  permission: 'gateways.read',
  input: groupIdInput,
  async run({ db, actor }, { groupId }) {
    const group = await findGroup(db, actor.workspaceId, groupId);
    const visible = group.workspaceId !== null || (await runsSharedGroups(db, actor.workspaceId));
    const items = visible
      ? await db.nodeToken.findMany({
          where: { groupId },
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          select: { id: true, name: true, prefix: true, createdAt: true, revokedAt: true },
        })
      : [];
    return { items };
  },
});
