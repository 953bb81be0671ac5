import { updateApiInput } from '#core/apis/input.ts';
import { mutation } from '../mutation.ts';
import { restApiColumns, restApiOf } from './design-rows.ts';
import { findApi } from './find-api.ts';
import { touchDraft } from './touch-draft.ts';

/** Changes settings of an API. They are part of the design: they apply with the next deployment. */
export const updateApi = mutation({
  permission: 'apis.write',
  input: updateApiInput,
  audit: { action: 'update', target: 'api' },
  async run({ tx, actor }, { apiId, ...patch }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const before = restApiOf(await findApi(tx, actor.workspaceId, apiId));
    const after = restApiOf(await tx.restApi.update({ where: { id: apiId }, data: restApiColumns(patch) }));
    return { result: after, changed: { id: apiId, name: after.name, apiId, before, after } };
  },
});
