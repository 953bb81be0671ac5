import type { Prisma } from '#prisma/generated/client.ts';
import type { Changed } from '../audit.ts';
import type { StageRow } from './stage-state.ts';

/** What an audit row says of a stage. */
export function auditedStage(stage: StageRow): Prisma.InputJsonObject {
  return {
    version: stage.deployment.number,
    description: stage.description,
    variables: stage.variables ?? {},
    methodSettings: stage.methodSettings ?? {},
    cacheClusterSize: stage.cacheClusterEnabled ? stage.cacheClusterSize : null,
    tracingEnabled: stage.tracingEnabled,
    documentationVersion: stage.documentationVersion,
    clientCertificateId: stage.clientCertificateId,
    tags: stage.tags ?? {},
    accessLogSettings: stage.accessLogSettings,
    groupIds: stage.groups.map((group) => group.groupId),
    canary: stage.canaryDeployment && {
      version: stage.canaryDeployment.number,
      percentTraffic: stage.canaryPercentTraffic,
      stageVariableOverrides: stage.canaryStageVariableOverrides ?? {},
      useStageCache: stage.canaryUseStageCache,
      stickiness: stage.canaryStickiness,
    },
  };
}

export function stageChanged(before: StageRow, after: StageRow | null): Changed {
  return {
    id: `${before.apiId}/${before.stageName}`,
    name: `${before.api.name} ${before.stageName}`,
    apiId: before.apiId,
    before: auditedStage(before),
    ...(after && { after: auditedStage(after) }),
  };
}
