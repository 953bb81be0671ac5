import { modelIdInput } from '#core/models/input.ts';
import { modelSchema } from '#core/models/schema.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findModel } from './find-model.ts';

export const getModel = query({
  permission: 'apis.read',
  input: modelIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    const row = await findModel(db, input);
    return { ...modelSchema.parse(row), revision: row.revision };
  },
});
