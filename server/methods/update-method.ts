import { updateMethodInput } from '#core/methods/input.ts';
import { type Method, methodKey } from '#core/methods/schema.ts';
import { methodOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { assertMethod } from './assert-method.ts';
import { findMethod, methodTargetId } from './find-method.ts';
import { replaceMethod } from './replace-method.ts';

export const updateMethod = mutation({
  permission: 'apis.write',
  input: updateMethodInput,
  audit: { action: 'update', target: 'method' },
  async run({ tx, actor }, { apiId, resourceId, httpMethod, expectedRevision, patch }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const { resource, row } = await findMethod(tx, { apiId, resourceId, httpMethod });
    const name = methodKey(httpMethod, resource.path);
    const id = methodTargetId({ resourceId, httpMethod });
    if (row.revision !== expectedRevision) {
      throw await staleEdit(tx, { apiId, targetType: 'method', targetId: id, name, revision: row.revision });
    }
    const before = methodOf(row);
    const after: Method = { ...before, ...patch };
    await assertMethod(tx, apiId, after);
    await replaceMethod(tx, apiId, after, draftRevision);
    return { result: { revision: draftRevision }, changed: { id, name, apiId, before, after } };
  },
});
