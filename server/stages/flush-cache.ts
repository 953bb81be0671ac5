import { stageIdInput } from '#core/stages/input.ts';
import { mutation } from '../mutation.ts';
import { changeStage } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Empties the stage's cache at every node: what was stored before is not served again. */
export const flushCache = mutation({
  permission: 'stages.write',
  input: stageIdInput,
  audit: { action: 'flush-cache', target: 'stage' },
  async run(context, { apiId, stageName }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    return changeStage(context, stage, {
      data: { cacheEpoch: { increment: 1 } },
      event: { kind: 'flush-cache', version: stage.deployment.number },
    });
  },
});
