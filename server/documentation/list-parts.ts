import { apiIdInput } from '#core/apis/input.ts';
import { documentationPartOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** All documentation parts of an API, by id. */
export const listParts = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.documentationPart.findMany({ where: { apiId }, orderBy: { id: 'asc' } });
    return rows.map(documentationPartOf);
  },
});
