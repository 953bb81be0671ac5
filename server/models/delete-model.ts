import { modelIdInput } from '#core/models/input.ts';
import { modelSchema } from '#core/models/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { assertModelIsUnused } from './assert-unused.ts';
import { findModel } from './find-model.ts';

/** Deletes a model that no method and no other model names. */
export const deleteModel = mutation({
  permission: 'apis.write',
  input: modelIdInput,
  audit: { action: 'delete', target: 'model' },
  async run({ tx, actor }, { apiId, modelId }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const model = modelSchema.parse(await findModel(tx, { apiId, modelId }));
    await assertModelIsUnused(tx, apiId, model.name);
    await tx.model.delete({ where: { apiId_id: { apiId, id: modelId } } });
    return { result: null, changed: { id: modelId, name: model.name, apiId, before: model } };
  },
});
