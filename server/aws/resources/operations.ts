import { notFound } from '#core/errors.ts';
import type { Resource } from '#core/resources/schema.ts';
import type { Member } from '../../actor.ts';
import { createResource } from '../../resources/create-resource.ts';
import { deleteResource } from '../../resources/delete-resource.ts';
import { getResourceTree } from '../../resources/get-resource-tree.ts';
import { moveResource } from '../../resources/move-resource.ts';
import { updateResource } from '../../resources/update-resource.ts';
import { inAwsWords } from '../aws-error.ts';
import { patchOperations } from '../members.ts';
import { operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';
import { z } from 'zod';

const resourcePatches: PatchTarget<Resource>[] = [
  { path: '/pathPart', ops: ['replace'], apply: (resource, { value }) => void (resource.pathPart = value) },
  { path: '/parentId', ops: ['replace'], apply: (resource, { value }) => void (resource.parentId = value) },
];

const words = {
  NOT_FOUND: 'Invalid Resource identifier specified',
  CONFLICT: 'Another resource with the same parent already has this name',
} as const;

async function findResource(actor: Member, apiId: string, resourceId: string) {
  const { resources } = await getResourceTree.execute(actor, { apiId });
  const found = resources.find(({ id }) => id === resourceId);
  return inAwsWords(words, async () => {
    if (!found) throw notFound('Resource', resourceId);
    return found;
  });
}

type Listed = Resource & { methods: { httpMethod: string }[] };

/** AWS's Resource. Its root has neither a parent nor a path part. */
function renderResource({ id, parentId, pathPart, path, methods }: Listed) {
  const resourceMethods = Object.fromEntries(methods.map(({ httpMethod }) => [httpMethod, {}]));
  return {
    id,
    parentId,
    pathPart: parentId === null ? null : pathPart,
    path,
    resourceMethods: methods.length > 0 ? resourceMethods : null,
  };
}

export const resourceOperations = {
  GetResources: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const { resources } = await getResourceTree.execute(call.actor, { apiId });
        return listOf(resources, page, ({ id }) => id, renderResource);
      }),
  }),

  GetResource: operation({
    run: (call) =>
      withApi(call, async (apiId) =>
        renderResource(await findResource(call.actor, apiId, call.path.resource_id ?? '')),
      ),
  }),

  CreateResource: operation(
    { pathPart: z.string() },
    {
      run: (call, { pathPart }) =>
        withApi(call, async (apiId) => {
          const parent = await findResource(call.actor, apiId, call.path.parent_id ?? '');
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
        const { pathPart, parentId } = applyPatch<Resource>(resource, body.patchOperations, resourcePatches);
        const id = { apiId, resourceId: resource.id };
        await inAwsWords(words, async () => {
          if (parentId !== null && parentId !== resource.parentId) {
            await moveResource.execute(call.actor, { ...id, parentId });
          }
          if (pathPart !== resource.pathPart) await updateResource.execute(call.actor, { ...id, pathPart });
        });
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
