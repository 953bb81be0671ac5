import { setCanaryInput } from '#core/stages/input.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { assertCanary } from './assert-canary.ts';
import { changeStage } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Shifts traffic between a stage and its canary, or changes the canary's variables and who meets it. Applies at once. */
export const setCanary = mutation({
  permission: 'stages.write',
  input: setCanaryInput,
  audit: { action: 'set-canary', target: 'stage' },
  async run(context, { apiId, stageName, percentTraffic, stageVariableOverrides, useStageCache, stickiness }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    const canary = assertCanary(stage);
    const percent = percentTraffic ?? stage.canaryPercentTraffic;
    return changeStage(context, stage, {
      data: {
        canaryPercentTraffic: percent,
        canaryStageVariableOverrides: stageVariableOverrides,
        canaryUseStageCache: useStageCache,
        ...jsonColumn('canaryStickiness', stickiness),
      },
      event: { kind: 'canary-weight', version: canary.number, percentTraffic: percent },
    });
  },
});
