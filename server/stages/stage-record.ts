import type { z } from 'zod';
import { updateStageInput } from '#core/stages/input.ts';
import {
  type AccessLogSettings,
  accessLogSettingsSchema,
  type CacheClusterSize,
  type CanarySettings,
  canarySettingsSchema,
} from '#core/stages/schema.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { tagsSchema } from '#core/tags/schema.ts';
import type { StageRow } from './stage-state.ts';

const methodSettingsSchema = updateStageInput.shape.methodSettings.unwrap();

/** A stage with everything that is set of it, under the keys under which it was set. */
export type StageRecord = Pick<
  StageRow,
  | 'apiId'
  | 'stageName'
  | 'deploymentId'
  | 'description'
  | 'cacheClusterEnabled'
  | 'tracingEnabled'
  | 'documentationVersion'
  | 'clientCertificateId'
  | 'createdDate'
  | 'lastUpdatedDate'
  | 'revision'
> & {
  cacheClusterSize: CacheClusterSize | null;
  variables: Record<string, string>;
  methodSettings: z.output<typeof methodSettingsSchema>;
  accessLogSettings: AccessLogSettings | null;
  canary: CanarySettings | null;
  tags: Record<string, string>;
};

export function stageRecord(stage: StageRow): StageRecord {
  const { apiId, stageName, deploymentId, description, cacheClusterEnabled, tracingEnabled } = stage;
  const { documentationVersion, clientCertificateId, createdDate, lastUpdatedDate, revision } = stage;
  return {
    ...{ apiId, stageName, deploymentId, description, cacheClusterEnabled, tracingEnabled },
    ...{ documentationVersion, clientCertificateId, createdDate, lastUpdatedDate, revision },
    cacheClusterSize: stage.cacheClusterSize as CacheClusterSize | null,
    variables: stageVariablesSchema.parse(stage.variables),
    methodSettings: methodSettingsSchema.parse(stage.methodSettings),
    accessLogSettings: accessLogSettingsSchema.nullable().parse(stage.accessLogSettings),
    canary:
      stage.canaryDeploymentId === null
        ? null
        : canarySettingsSchema.parse({
            deploymentId: stage.canaryDeploymentId,
            percentTraffic: stage.canaryPercentTraffic,
            stageVariableOverrides: stage.canaryStageVariableOverrides,
            useStageCache: stage.canaryUseStageCache,
            stickiness: stage.canaryStickiness,
          }),
    tags: tagsSchema.parse(stage.tags),
  };
}
