import { SluiceError } from '#core/errors.ts';
import { updateResourceInput } from '#core/resources/input.ts';
import { childPath } from '#core/resources/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { assertParametersDiffer, assertPlaceIsFree, findResource, findResourceBelowRoot } from './find-resource.ts';
import { repathResource } from './repath-resource.ts';

/** Renames a path part, hangs a resource under another parent, or both; everything below moves along. */
export const updateResource = mutation({
  permission: 'apis.write',
  input: updateResourceInput,
  audit: { action: 'update', target: 'resource' },
  async run({ tx, actor }, { apiId, resourceId, ...change }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const resource = await findResourceBelowRoot(tx, apiId, resourceId);
    const parent = await findResource(tx, apiId, change.parentId ?? resource.parentId ?? '');
    if (parent.path === resource.path || parent.path.startsWith(`${resource.path}/`)) {
      throw new SluiceError('BAD_INPUT', `${resource.path} cannot be moved below itself.`);
    }
    const pathPart = change.pathPart ?? resource.pathPart;
    const path = childPath(parent.path, pathPart);
    if (path !== resource.path) {
      await assertPlaceIsFree(tx, apiId, parent, { pathPart, path, replacing: resourceId });
      const all = await tx.resource.findMany({ where: { apiId }, select: { path: true } });
      for (const { path: before } of all) {
        if (before.startsWith(`${resource.path}/`)) assertParametersDiffer(path + before.slice(resource.path.length));
      }
      await repathResource(tx, resource, { parentId: parent.id, pathPart, path });
    }
    return {
      result: { id: resourceId, parentId: parent.id, pathPart, path, draftRevision },
      changed: { id: resourceId, name: path, apiId, before: { path: resource.path }, after: { path } },
    };
  },
});
