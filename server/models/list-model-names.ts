import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** The names of all models of an API. */
export const listModelNames = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const models = await db.model.findMany({ where: { apiId }, select: { name: true } });
    return models.map(({ name }) => name);
  },
});
