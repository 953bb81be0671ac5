import { stageIdInput } from '#core/stages/input.ts';
import { mutation } from '../mutation.ts';
import { stageChanged } from './audited-stage.ts';
import { touchStage } from './find-stage.ts';
import { removeStage } from './remove-stage.ts';

export const deleteStage = mutation({
  permission: 'stages.delete',
  input: stageIdInput,
  audit: { action: 'delete', target: 'stage' },
  async run({ tx, actor, push }, { apiId, stageName }) {
    const stage = await touchStage(tx, actor.workspaceId, { apiId, stageName });
    await removeStage(tx, push, actor.workspaceId, { apiId, stageName });
    return { result: null, changed: stageChanged(stage, null) };
  },
});
