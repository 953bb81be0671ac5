import { stageIdInput } from '#core/stages/input.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { mutation } from '../mutation.ts';
import { assertCanary } from './assert-canary.ts';
import { changeStage, noCanary } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Makes the canary's deployment and variables those of the stage, and ends the canary. */
export const promoteCanary = mutation({
  permission: 'stages.write',
  input: stageIdInput,
  audit: { action: 'promote-canary', target: 'stage' },
  async run(context, { apiId, stageName }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    const canary = assertCanary(stage);
    const variables = {
      ...stageVariablesSchema.parse(stage.variables),
      ...stageVariablesSchema.parse(stage.canaryStageVariableOverrides),
    };
    return changeStage(context, stage, {
      data: { ...noCanary, deploymentId: canary.id, variables: stageVariablesSchema.parse(variables) },
      event: { kind: 'canary-promote', version: canary.number },
    });
  },
});
