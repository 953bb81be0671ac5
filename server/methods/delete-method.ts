import { methodIdInput } from '#core/methods/input.ts';
import { methodKey } from '#core/methods/schema.ts';
import { methodOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findMethod, methodTargetId } from './find-method.ts';

export const deleteMethod = mutation({
  permission: 'apis.write',
  input: methodIdInput,
  audit: { action: 'delete', target: 'method' },
  async run({ tx, actor }, input) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, input.apiId);
    const { resource, row } = await findMethod(tx, input);
    await tx.method.delete({ where: { apiId_resourceId_httpMethod: input } });
    const name = methodKey(input.httpMethod, resource.path);
    return {
      result: { draftRevision },
      changed: { id: methodTargetId(input), name, apiId: input.apiId, before: methodOf(row) },
    };
  },
});
