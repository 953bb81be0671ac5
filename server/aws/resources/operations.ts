import type { Method } from '#core/methods/schema.ts';
import type { Resource } from '#core/resources/schema.ts';
import type { Member } from '../../actor.ts';
import { listMethods } from '../../methods/list-methods.ts';
import { createResource } from '../../resources/create-resource.ts';
import { deleteResource } from '../../resources/delete-resource.ts';
import { getResourceTree } from '../../resources/get-resource-tree.ts';
import { updateResource } from '../../resources/update-resource.ts';
import { AwsError, inAwsWords } from '../aws-error.ts';
import { patchOperations } from '../members.ts';
import { renderMethod } from '../methods/render-method.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';
import { checkChange, checkPlace } from './check-place.ts';
import { z } from 'zod';

const resourcePatches: PatchTarget<Resource>[] = [
  { path: '/parentId', ops: ['replace'], apply: (resource, { value }) => void (resource.parentId = value) },
  { path: '/pathPart', ops: ['replace'], apply: (resource, { value }) => void (resource.pathPart = value) },
];

const words = {
  NOT_FOUND: 'Invalid Resource identifier specified',
  CONFLICT: 'Another resource with the same parent already has this name',
} as const;

async function findResource(actor: Member, apiId: string, resourceId: string) {
  const { resources } = await getResourceTree.execute(actor, { apiId });
  const found = resources.find(({ id }) => id === resourceId);
  if (!found) throw new AwsError('NotFoundException', words.NOT_FOUND);
  return { ...found, resources };
}

type Listed = Resource & { methods: { httpMethod: string }[] };

/** AWS's Resource. Its root has neither a parent nor a path part. Its methods are named only, unless they are embedded. */
function renderResource({ id, parentId, pathPart, path, methods }: Listed, embedded: readonly Method[] | null = null) {
  const rendered = embedded?.filter(({ resourceId }) => resourceId === id).map(renderMethod);
  const resourceMethods = Object.fromEntries(
    (rendered ?? methods).map((each) => [each.httpMethod, rendered ? each : {}]),
  );
  return {
    id,
    parentId,
    pathPart: parentId === null ? null : pathPart,
    path,
    resourceMethods: methods.length > 0 ? resourceMethods : null,
  };
}

/** The methods of resources as far as a call asks to embed them, else null. */
async function embeddedMethods({ actor, query }: AwsCall, apiId: string, resources: readonly Listed[]) {
  if (!query.getAll('embed').includes('methods')) return null;
  return listMethods.execute(actor, { apiId, resourceIds: resources.map(({ id }) => id) });
}

export const resourceOperations = {
  GetResources: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const { resources } = await getResourceTree.execute(call.actor, { apiId });
        const { item, position } = listOf(
          resources,
          page,
          ({ id }) => id,
          (resource) => resource,
        );
        const embedded = await embeddedMethods(call, apiId, item);
        return { item: item.map((resource) => renderResource(resource, embedded)), position };
      }),
  }),

  GetResource: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const resource = await findResource(call.actor, apiId, call.path.resource_id ?? '');
        return renderResource(resource, await embeddedMethods(call, apiId, [resource]));
      }),
  }),

  CreateResource: operation(
    { pathPart: z.string() },
    {
      run: (call, { pathPart }) =>
        withApi(call, async (apiId) => {
          const parent = await findResource(call.actor, apiId, call.path.parent_id ?? '');
          checkPlace(parent.resources, { parentId: parent.id, pathPart }, null);
          const { id } = await inAwsWords({ CONFLICT: `${words.CONFLICT}: ${pathPart}` }, () =>
            createResource.execute(call.actor, { apiId, parentId: parent.id, pathPart }),
          );
          return renderResource(await findResource(call.actor, apiId, id));
        }),
    },
  ),

  UpdateResource: operation(patchOperations, {
    run: (call, body) =>
      withApi(call, async (apiId) => {
        const resource = await findResource(call.actor, apiId, call.path.resource_id ?? '');
        const { resources, ...before } = resource;
        const after = applyPatch<Resource>(before, body.patchOperations, resourcePatches, {
          input: 'updateResourceInput',
        });
        checkChange(resources, before, after);
        const { pathPart, parentId } = after;
        if (parentId !== null) {
          await inAwsWords({ ...words, CONFLICT: `${words.CONFLICT}: ${pathPart}` }, () =>
            updateResource.execute(call.actor, { apiId, resourceId: resource.id, pathPart, parentId }),
          );
        }
        return renderResource(await findResource(call.actor, apiId, resource.id));
      }),
  }),

  DeleteResource: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const resource = await findResource(call.actor, apiId, call.path.resource_id ?? '');
        await deleteResource.execute(call.actor, { apiId, resourceId: resource.id });
      }),
  }),
};
