import { stageRevisionId, type StageState, stageStateSchema } from '#core/snapshot/revision.ts';
import { canonicalSettings } from '#core/stages/method-setting-key.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';
import type { Push } from '../mutation.ts';

export const stageInclude = {
  deployment: true,
  canaryDeployment: true,
  groups: { select: { groupId: true } },
  api: { select: { workspaceId: true, name: true, workspace: { select: { accountId: true } } } },
} as const satisfies Prisma.StageInclude;

export type StageRow = Prisma.StageGetPayload<{ include: typeof stageInclude }>;

export type StageId = { apiId: string; stageName: string };

/** The stage as nodes run it. */
export function stageStateOf(stage: StageRow): StageState {
  const { canaryDeployment } = stage;
  return stageStateSchema.parse({
    workspaceId: stage.api.workspaceId,
    accountId: stage.api.workspace.accountId,
    apiId: stage.apiId,
    stageName: stage.stageName,
    ...pointerOf(stage.deployment),
    variables: stage.variables,
    canary: canaryDeployment && {
      ...pointerOf(canaryDeployment),
      percentTraffic: stage.canaryPercentTraffic,
      stageVariableOverrides: stage.canaryStageVariableOverrides,
      useStageCache: stage.canaryUseStageCache,
      stickiness: stage.canaryStickiness,
    },
    methodSettings: canonicalSettings(stage.methodSettings as Prisma.JsonObject),
    cacheClusterSize: stage.cacheClusterEnabled ? stage.cacheClusterSize : null,
    cacheEpoch: stage.cacheEpoch,
    authorizerCacheEpoch: stage.authorizerCacheEpoch,
    accessLogSettings: stage.accessLogSettings,
  });
}

function pointerOf(deployment: { id: string; number: number; snapshotHash: string }) {
  return { deploymentId: deployment.id, version: deployment.number, snapshotHash: deployment.snapshotHash };
}

/** Sends the stage to the nodes as it stands in the transaction, and notes the revision's number on it. */
export async function pushStage(tx: Tx, push: Push, { apiId, stageName }: StageId): Promise<bigint> {
  const where = { apiId_stageName: { apiId, stageName } };
  const stage = await tx.stage.findUniqueOrThrow({ where, include: stageInclude });
  const revisionSeq = await push({
    kind: 'stage',
    id: stageRevisionId(apiId, stageName),
    workspaceId: stage.api.workspaceId,
    groupIds: stage.groups.map((group) => group.groupId),
    body: stageStateOf(stage),
  });
  await tx.stage.update({ where, data: { revisionSeq } });
  return revisionSeq;
}

/** Tells every node that the stage is gone. */
export async function pushStageRemoval(push: Push, workspaceId: string, { apiId, stageName }: StageId): Promise<void> {
  await push({ kind: 'stage', id: stageRevisionId(apiId, stageName), workspaceId, groupIds: [], body: null });
}
