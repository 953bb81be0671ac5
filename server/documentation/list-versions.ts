import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** The documentation versions of an API without their parts, the oldest first. */
export const listVersions = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    return db.documentationVersion.findMany({
      where: { apiId },
      orderBy: [{ createdDate: 'asc' }, { version: 'asc' }],
      omit: { apiId: true, parts: true },
    });
  },
});
