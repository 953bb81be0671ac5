import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** All resources by path, each with what a tree shows of its methods. */
export const getResourceTree = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    const { draftRevision } = await findApi(db, actor.workspaceId, apiId);
    const resources = await db.resource.findMany({
      where: { apiId },
      select: {
        id: true,
        parentId: true,
        pathPart: true,
        path: true,
        methods: {
          select: {
            httpMethod: true,
            apiKeyRequired: true,
            authorizationType: true,
            operationName: true,
            integration: { select: { type: true } },
          },
        },
      },
    });
    return {
      draftRevision,
      resources: resources
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ methods, ...resource }) => ({
          ...resource,
          methods: methods
            .toSorted((a, b) => (a.httpMethod < b.httpMethod ? -1 : 1))
            .map(({ integration, ...method }) => ({ ...method, integrationType: integration?.type ?? null })),
        })),
    };
  },
});
