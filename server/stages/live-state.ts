import { nodeLostAfterMs } from '#core/nodes/channel.ts';
import { stageRevisionId } from '#core/snapshot/revision.ts';
import type { Db, Tx } from '../db.ts';

/** What a stage's nodes have done with its latest revision. */
export type StageNodes = {
  /** How many run it, of how many that should. */
  applied: number;
  total: number;
  /** Nodes that refused it and keep what they ran before. */
  refused: { name: string; reason: string }[];
  state: 'live' | 'pending' | 'refused' | 'no-nodes';
};

export type PushedStage = { apiId: string; stageName: string; revisionSeq: bigint; groupIds: string[] };

type Refusal = { id: string; seq: number; reason: string };
export type ConnectedNode = {
  groupId: string;
  name: string;
  publicUrl: string | null;
  appliedSeq: bigint;
  refused: Refusal[];
};

/** The nodes of a workspace that have not stopped and are not lost. */
export async function connectedNodes(store: Db | Tx, workspaceId: string): Promise<ConnectedNode[]> {
  const nodes = await store.gatewayNode.findMany({
    where: {
      stoppedAt: null,
      lastSeenAt: { gt: new Date(Date.now() - nodeLostAfterMs) },
      group: { OR: [{ workspaceId: null }, { workspaceId }] },
    },
    select: { groupId: true, name: true, publicUrl: true, appliedSeq: true, refused: true },
    orderBy: { name: 'asc' },
  });
  return nodes.map((node) => ({ ...node, refused: node.refused as Refusal[] }));
}

/** A stage is live when every connected node of its groups applied its latest revision. */
export function stageNodes(stage: PushedStage, nodes: readonly ConnectedNode[]): StageNodes {
  const id = stageRevisionId(stage.apiId, stage.stageName);
  const serving = nodes.filter((node) => stage.groupIds.length === 0 || stage.groupIds.includes(node.groupId));
  const refused: StageNodes['refused'] = [];
  let applied = 0;
  for (const node of serving) {
    const refusal = node.refused.find((entry) => entry.id === id && BigInt(entry.seq) >= stage.revisionSeq);
    if (refusal) refused.push({ name: node.name, reason: refusal.reason });
    else if (node.appliedSeq >= stage.revisionSeq) applied += 1;
  }
  const total = serving.length;
  const state = total === 0 ? 'no-nodes' : refused.length > 0 ? 'refused' : applied === total ? 'live' : 'pending';
  return { applied, total, refused, state };
}

/**
 * Notes the moment at which stage events became live. Call after a node's report: an event is live when every connected
 * node of the stage's groups has applied its revision or a later one.
 */
export async function recordLiveEvents(store: Db | Tx): Promise<void> {
  const waiting = await store.stageEvent.findMany({
    where: { liveAt: null },
    select: {
      id: true,
      apiId: true,
      stageName: true,
      revisionSeq: true,
      stage: { select: { groups: { select: { groupId: true } }, api: { select: { workspaceId: true } } } },
    },
  });
  const nodesOf = new Map<string, ConnectedNode[]>();
  const live: string[] = [];
  for (const { id, apiId, stageName, revisionSeq, stage } of waiting) {
    const { workspaceId } = stage.api;
    const nodes = nodesOf.get(workspaceId) ?? (await connectedNodes(store, workspaceId));
    nodesOf.set(workspaceId, nodes);
    const pushed = { apiId, stageName, revisionSeq, groupIds: stage.groups.map((group) => group.groupId) };
    if (stageNodes(pushed, nodes).state === 'live') live.push(id);
  }
  if (live.length === 0) return;
  await store.stageEvent.updateMany({ where: { id: { in: live }, liveAt: null }, data: { liveAt: new Date() } });
}
