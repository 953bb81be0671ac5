import { stageIdInput } from '#core/stages/input.ts';
import { mutation } from '../mutation.ts';
import { changeStage } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Forgets the answers of the stage's authorizers at every node: what was stored before is not served again. */
export const flushAuthorizersCache = mutation({
  permission: 'stages.write',
  input: stageIdInput,
  audit: { action: 'flush-authorizers-cache', target: 'stage' },
  async run(context, { apiId, stageName }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    return changeStage(context, stage, {
      data: { authorizerCacheEpoch: { increment: 1 } },
      event: { kind: 'flush-authorizers-cache', version: stage.deployment.number },
    });
  },
});
