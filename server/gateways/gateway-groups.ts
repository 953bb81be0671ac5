import { nodeLostAfterMs } from '#core/nodes/channel.ts';
import type { Db } from '../db.ts';
import { runsSharedGroups, visibleGroups } from './find-group.ts';

export type NodeState = 'live' | 'behind' | 'lost' | 'stopped';

type Refusal = { id: string; seq: number; reason: string };

/** The groups that may serve a workspace, with their nodes as they last reported themselves. */
export async function gatewayGroups(db: Db, workspaceId: string) {
  const [installation, groups, apis, runsShared] = await Promise.all([
    db.installation.findUniqueOrThrow({ where: { id: 1 } }),
    db.gatewayGroup.findMany({
      where: visibleGroups(workspaceId),
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { nodes: { orderBy: [{ name: 'asc' }, { id: 'asc' }] } },
    }),
    db.restApi.findMany({ where: { workspaceId }, select: { id: true } }),
    runsSharedGroups(db, workspaceId),
  ]);
  const ownApis = new Set(apis.map((api) => api.id));
  const now = Date.now();
  return groups.map((group) => ({
    id: group.id,
    name: group.name,
    shared: group.workspaceId === null,
    /** Whether this workspace may make tokens for it. */
    runByUs: group.workspaceId !== null || runsShared,
    nodes: group.nodes.map((node) => {
      const behindBy = Math.max(0, Number(installation.revisionSeq - node.appliedSeq));
      return {
        id: node.id,
        name: node.name,
        version: node.version,
        publicUrl: node.publicUrl,
        state: stateOf(node, behindBy, now),
        appliedSeq: Number(node.appliedSeq),
        behindBy,
        // The nodes of a shared group run other workspaces' stages, too: their names are not ours to show.
        refused: (node.refused as Refusal[]).filter(({ id }) => ownApis.has(id.slice(0, id.indexOf('/')))),
        warnings: node.warnings as string[],
        lastSeenAt: node.lastSeenAt,
        startedAt: node.startedAt,
      };
    }),
  }));
}

function stateOf(node: { stoppedAt: Date | null; lastSeenAt: Date }, behindBy: number, now: number): NodeState {
  if (node.stoppedAt) return 'stopped';
  if (now - node.lastSeenAt.getTime() > nodeLostAfterMs) return 'lost';
  return behindBy > 0 ? 'behind' : 'live';
}
