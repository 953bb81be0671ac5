import { apiIdInput } from '#core/apis/input.ts';
import { query } from '../query.ts';
import { restApiOf } from './design-rows.ts';
import { findApi } from './find-api.ts';

/** An API's settings and how much it holds. */
export const getApi = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    const row = await findApi(db, actor.workspaceId, apiId);
    const where = { apiId };
    const [root, resources, methods, models, authorizers, deployments, stages] = await Promise.all([
      db.resource.findFirstOrThrow({ where: { apiId, parentId: null }, select: { id: true } }),
      db.resource.count({ where }),
      db.method.count({ where }),
      db.model.count({ where }),
      db.authorizer.count({ where }),
      db.deployment.count({ where }),
      db.stage.count({ where }),
    ]);
    return {
      ...restApiOf(row),
      createdDate: row.createdDate,
      rootResourceId: root.id,
      draftRevision: row.draftRevision,
      draftUpdatedAt: row.draftUpdatedAt,
      counts: { resources, methods, models, authorizers, deployments, stages },
    };
  },
});
