import { stageIdInput } from '#core/stages/input.ts';
import { mutation } from '../mutation.ts';
import { assertCanary } from './assert-canary.ts';
import { changeStage, noCanary } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Ends a canary: all requests go to the stage's own deployment again. */
export const removeCanary = mutation({
  permission: 'stages.write',
  input: stageIdInput,
  audit: { action: 'remove-canary', target: 'stage' },
  async run(context, { apiId, stageName }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    const canary = assertCanary(stage);
    return changeStage(context, stage, { data: noCanary, event: { kind: 'canary-remove', version: canary.number } });
  },
});
