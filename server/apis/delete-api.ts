import { deleteApiInput } from '#core/apis/input.ts';
import { SluiceError } from '#core/errors.ts';
import { removeMappingsTo } from '../domain-names/domain-name-state.ts';
import { mutation } from '../mutation.ts';
import { removeStage } from '../stages/remove-stage.ts';
import { restApiOf } from './design-rows.ts';
import { touchDraft } from './touch-draft.ts';

/** Deletes an API with its deployments, and takes its stages out of service. */
export const deleteApi = mutation({
  permission: 'apis.delete',
  input: deleteApiInput,
  audit: { action: 'delete', target: 'api' },
  async run({ tx, actor, push }, { apiId, confirmName }) {
    const api = await touchDraft(tx, actor.workspaceId, apiId);
    if (confirmName.trim() !== api.name) {
      const message = `Type the API's name, ${api.name}, to delete it.`;
      throw new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: '/confirmName' }] });
    }
    const stages = await tx.stage.findMany({
      where: { apiId },
      select: { stageName: true },
      orderBy: { stageName: 'asc' },
    });
    for (const { stageName } of stages) await removeStage(tx, push, actor.workspaceId, { apiId, stageName });
    await tx.portalApi.deleteMany({ where: { apiId } });
    await removeMappingsTo(tx, push, apiId);
    await tx.restApi.delete({ where: { id: apiId } });
    return {
      result: null,
      changed: {
        id: apiId,
        name: api.name,
        apiId,
        before: { ...restApiOf(api), stages: stages.map((stage) => stage.stageName) },
      },
    };
  },
});
