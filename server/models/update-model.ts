import { updateModelInput } from '#core/models/input.ts';
import { modelSchema } from '#core/models/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { assertSchema } from './assert-schema.ts';
import { findModel } from './find-model.ts';

export const updateModel = mutation({
  permission: 'apis.write',
  input: updateModelInput,
  audit: { action: 'update', target: 'model' },
  async run({ tx, actor }, { apiId, modelId, expectedRevision, ...patch }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const row = await findModel(tx, { apiId, modelId });
    const { name, revision } = row;
    if (revision !== expectedRevision) {
      throw await staleEdit(tx, { apiId, targetType: 'model', targetId: modelId, name, revision });
    }
    const before = modelSchema.parse(row);
    const after = modelSchema.parse({ ...before, ...patch });
    await assertSchema(tx, apiId, after);
    await tx.model.update({ where: { apiId_id: { apiId, id: modelId } }, data: { ...after, revision: draftRevision } });
    return { result: { revision: draftRevision }, changed: { id: modelId, name, apiId, before, after } };
  },
});
