import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** All deployments of an API, oldest first. */
export const listDeploymentRecords = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    return db.deployment.findMany({
      where: { apiId },
      orderBy: { number: 'asc' },
      select: { id: true, description: true, createdDate: true },
    });
  },
});
