import { apiIdInput } from '#core/apis/input.ts';
import { authorizerOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

export const listAuthorizers = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.authorizer.findMany({ where: { apiId }, orderBy: { name: 'asc' } });
    return { items: rows.map((row) => ({ ...authorizerOf(row), revision: row.revision })) };
  },
});
