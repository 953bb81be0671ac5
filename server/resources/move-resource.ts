import { SluiceError } from '#core/errors.ts';
import { moveResourceInput } from '#core/resources/input.ts';
import { childPath } from '#core/resources/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { assertPlaceIsFree, findResource, findResourceBelowRoot } from './find-resource.ts';
import { repathResource } from './repath-resource.ts';

/** Hangs a resource, with everything below it, under another parent. */
export const moveResource = mutation({
  permission: 'apis.write',
  input: moveResourceInput,
  audit: { action: 'move', target: 'resource' },
  async run({ tx, actor }, { apiId, resourceId, parentId }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const resource = await findResourceBelowRoot(tx, apiId, resourceId);
    const parent = await findResource(tx, apiId, parentId);
    if (parent.path === resource.path || parent.path.startsWith(`${resource.path}/`)) {
      throw new SluiceError('BAD_INPUT', `${resource.path} cannot be moved below itself.`);
    }
    const { pathPart } = resource;
    const path = childPath(parent.path, pathPart);
    if (path !== resource.path) {
      await assertPlaceIsFree(tx, apiId, parent, { pathPart, path });
      await repathResource(tx, resource, { parentId, pathPart, path });
    }
    return {
      result: { id: resourceId, parentId, pathPart, path, draftRevision },
      changed: { id: resourceId, name: path, apiId, before: { path: resource.path }, after: { path } },
    };
  },
});
