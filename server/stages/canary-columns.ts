import type { CanarySettings } from '#core/stages/schema.ts';
import { jsonColumn } from '../json-column.ts';
import { noCanary } from './change-stage.ts';

/** A stage's columns for a canary; null for none. */
export function canaryColumns(canary: CanarySettings | null) {
  if (!canary) return noCanary;
  return {
    canaryDeploymentId: canary.deploymentId,
    canaryPercentTraffic: canary.percentTraffic,
    canaryStageVariableOverrides: canary.stageVariableOverrides,
    canaryUseStageCache: canary.useStageCache,
    ...jsonColumn('canaryStickiness', canary.stickiness),
  };
}
