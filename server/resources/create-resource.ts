import { SluiceError } from '#core/errors.ts';
import { createResourceInput } from '#core/resources/input.ts';
import { childPath } from '#core/resources/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertPlaceIsFree, findResource } from './find-resource.ts';

/** Far above AWS's 300, and low enough that a tree stays a page. */
export const resourcesPerApi = 10_000;

export const createResource = mutation({
  permission: 'apis.write',
  input: createResourceInput,
  audit: { action: 'create', target: 'resource' },
  async run({ tx, actor }, { apiId, parentId, pathPart }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const parent = await findResource(tx, apiId, parentId);
    const path = childPath(parent.path, pathPart);
    await assertPlaceIsFree(tx, apiId, parent, { pathPart, path });
    if ((await tx.resource.count({ where: { apiId } })) >= resourcesPerApi) {
      throw new SluiceError('LIMIT_EXCEEDED', `An API has at most ${resourcesPerApi} resources.`);
    }
    const data = { id: newId(), parentId, pathPart, path };
    await tx.resource.create({ data: { ...data, apiId } });
    return { result: { ...data, draftRevision }, changed: { id: data.id, name: path, apiId, after: data } };
  },
});
