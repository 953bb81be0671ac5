import { SluiceError } from '#core/errors.ts';
import { createModelInput } from '#core/models/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertSchema } from './assert-schema.ts';

export const createModel = mutation({
  permission: 'apis.write',
  input: createModelInput,
  audit: { action: 'create', target: 'model' },
  async run({ tx, actor }, { apiId, ...fields }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    if ((await tx.model.count({ where: { apiId, name: fields.name } })) > 0) {
      throw new SluiceError('CONFLICT', `The model ${fields.name} exists already.`);
    }
    const model = { id: newId(), ...fields };
    await assertSchema(tx, apiId, model);
    await tx.model.create({ data: { ...model, apiId, revision: draftRevision } });
    return {
      result: { ...model, revision: draftRevision },
      changed: { id: model.id, name: model.name, apiId, after: model },
    };
  },
});
