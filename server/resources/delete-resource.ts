import { resourceIdInput } from '#core/resources/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findResourceBelowRoot } from './find-resource.ts';
import { countSubtree } from './subtree.ts';

/** Deletes a resource with its methods and everything below it. */
export const deleteResource = mutation({
  permission: 'apis.write',
  input: resourceIdInput,
  audit: { action: 'delete', target: 'resource' },
  async run({ tx, actor }, { apiId, resourceId }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const resource = await findResourceBelowRoot(tx, apiId, resourceId);
    const counts = await countSubtree(tx, resource);
    await tx.resource.delete({ where: { apiId_id: { apiId, id: resourceId } } });
    return {
      result: { ...counts, draftRevision },
      changed: { id: resourceId, name: resource.path, apiId, before: { path: resource.path, ...counts } },
    };
  },
});
