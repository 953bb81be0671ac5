import { listMethodsInput } from '#core/methods/input.ts';
import { methodInclude, methodOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** The methods of some resources, whole. */
export const listMethods = query({
  permission: 'apis.read',
  input: listMethodsInput,
  async run({ db, actor }, { apiId, resourceIds }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.method.findMany({
      where: { apiId, resourceId: { in: resourceIds } },
      include: methodInclude,
      orderBy: [{ resourceId: 'asc' }, { httpMethod: 'asc' }],
    });
    return rows.map(methodOf);
  },
});
