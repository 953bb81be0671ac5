import type { StageRecord } from '../../stages/stage-record.ts';

/** AWS's Stage. */
export function renderStage(stage: StageRecord) {
  const { variables, canary, tags, cacheClusterEnabled } = stage;
  return {
    stageName: stage.stageName,
    deploymentId: stage.deploymentId,
    clientCertificateId: stage.clientCertificateId,
    description: stage.description,
    cacheClusterEnabled,
    cacheClusterSize: stage.cacheClusterSize,
    cacheClusterStatus: cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    methodSettings: renderMethodSettings(stage.methodSettings),
    variables: unlessEmpty(variables),
    documentationVersion: stage.documentationVersion,
    accessLogSettings: stage.accessLogSettings,
    canarySettings: canary && {
      percentTraffic: canary.percentTraffic,
      deploymentId: canary.deploymentId,
      stageVariableOverrides: unlessEmpty(canary.stageVariableOverrides),
      useStageCache: canary.useStageCache,
    },
    tracingEnabled: stage.tracingEnabled,
    tags: unlessEmpty(tags),
    createdDate: stage.createdDate,
    lastUpdatedDate: stage.lastUpdatedDate,
  };
}

/** Without what AWS's MethodSetting does not have; -1 is AWS's word for no limit. */
function renderMethodSettings(settings: StageRecord['methodSettings']) {
  return Object.fromEntries(
    Object.entries(settings).map(([key, { cacheSharedByCallers: _, ...setting }]) => [
      key,
      {
        ...setting,
        throttlingRateLimit: setting.throttlingRateLimit ?? -1,
        throttlingBurstLimit: setting.throttlingBurstLimit ?? -1,
      },
    ]),
  );
}

function unlessEmpty<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length > 0 ? value : null;
}
