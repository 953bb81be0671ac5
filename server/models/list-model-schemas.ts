import { apiIdInput } from '#core/apis/input.ts';
import { modelSchema } from '#core/models/schema.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** All of an API's models by name, with their schemas. */
export const listModelSchemas = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.model.findMany({ where: { apiId }, orderBy: { name: 'asc' } });
    return rows.map((row) => modelSchema.parse(row));
  },
});
