import { SluiceError, notFound } from '#core/errors.ts';
import type { Member } from '../actor.ts';
import type { Db, Tx } from '../db.ts';

/** The groups that may serve a workspace: its own and the shared ones. */
export function visibleGroups(workspaceId: string) {
  return { OR: [{ workspaceId }, { workspaceId: null }] };
}

/** The group, or NOT_FOUND when it is neither the workspace's nor shared. */
export async function findGroup(store: Db | Tx, workspaceId: string, groupId: string) {
  const group = await store.gatewayGroup.findFirst({ where: { id: groupId, ...visibleGroups(workspaceId) } });
  if (!group) throw notFound('Gateway group', groupId);
  return group;
}

/**
 * Whether a workspace runs the shared groups. Their nodes are told of every workspace's stages and keys, so only the
 * workspace that the installation began with may let nodes in.
 */
export async function runsSharedGroups(store: Db | Tx, workspaceId: string): Promise<boolean> {
  const first = await store.workspace.findFirst({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return first?.id === workspaceId;
}

/** The group, when the actor's workspace may let nodes into it; FORBIDDEN for a shared one that it does not run. */
export async function findRunGroup(tx: Tx, actor: Member, groupId: string) {
  const group = await findGroup(tx, actor.workspaceId, groupId);
  if (group.workspaceId === null && !(await runsSharedGroups(tx, actor.workspaceId))) {
    throw new SluiceError(
      'FORBIDDEN',
      'The nodes of this group serve every workspace. The installation’s first workspace runs it; create a group of your own.',
    );
  }
  return group;
}
