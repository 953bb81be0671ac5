import { z } from 'zod';
import { createApi } from '../../apis/create-api.ts';
import { deleteApi } from '../../apis/delete-api.ts';
import { getApi } from '../../apis/get-api.ts';
import { listRestApis } from '../../apis/list-rest-apis.ts';
import { updateApi } from '../../apis/update-api.ts';
import { flag, integer, patchOperations, text, textMap, texts } from '../members.ts';
import { operation } from '../operation.ts';
import { pageOf, positionOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { withApi } from '../with-api.ts';
import { renderRestApi } from './render-rest-api.ts';
import { restApiPatches } from './rest-api-patches.ts';

const endpointConfiguration = z
  .strictObject({
    types: z.array(z.enum(['EDGE', 'REGIONAL', 'PRIVATE'])).nullish(),
    ipAddressType: z.enum(['ipv4', 'dualstack']).nullish(),
    vpcEndpointIds: texts,
  })
  .nullish();

export const restApiOperations = {
  CreateRestApi: operation(
    {
      name: z.string(),
      description: text,
      version: text,
      cloneFrom: text,
      binaryMediaTypes: texts,
      minimumCompressionSize: integer,
      apiKeySource: z.enum(['HEADER', 'AUTHORIZER']).nullish(),
      endpointConfiguration,
      policy: text,
      tags: textMap,
      disableExecuteApiEndpoint: flag,
      securityPolicy: text,
      endpointAccessMode: text,
    },
    {
      exactness: { partial: 'cloneFrom, ipAddressType, securityPolicy and endpointAccessMode have no effect' },
      async run({ actor }, body) {
        const { id } = await createApi.execute(actor, {
          name: body.name,
          description: body.description ?? null,
          version: body.version ?? null,
          binaryMediaTypes: body.binaryMediaTypes ?? [],
          minimumCompressionSize: body.minimumCompressionSize ?? null,
          apiKeySource: body.apiKeySource ?? 'HEADER',
          endpointConfiguration: {
            types: body.endpointConfiguration?.types ?? ['EDGE'],
            vpcEndpointIds: body.endpointConfiguration?.vpcEndpointIds ?? [],
          },
          policy: body.policy || null,
          tags: body.tags ?? {},
          disableExecuteApiEndpoint: body.disableExecuteApiEndpoint ?? false,
          // Who speaks AWS's API expects AWS's answers of what it makes.
          behavior: 'aws-strict',
          defaultModels: true,
        });
        return renderRestApi(await getApi.execute(actor, { apiId: id }));
      },
    },
  ),

  GetRestApis: operation({
    async run({ actor, query }) {
      const { limit, after } = pageOf(query);
      const apis = await listRestApis.execute(actor, { limit: limit + 1, after });
      const last = apis.at(limit - 1);
      return {
        item: apis.slice(0, limit).map(renderRestApi),
        position: apis.length > limit && last ? positionOf(last.id) : null,
      };
    },
  }),

  GetRestApi: operation({
    run: (call) => withApi(call, async (apiId) => renderRestApi(await getApi.execute(call.actor, { apiId }))),
  }),

  UpdateRestApi: operation(patchOperations, {
    run: (call, body) =>
      withApi(call, async (apiId) => {
        const api = await getApi.execute(call.actor, { apiId });
        await updateApi.execute(call.actor, { ...applyPatch(api, body.patchOperations, restApiPatches), apiId });
        return renderRestApi(await getApi.execute(call.actor, { apiId }));
      }),
  }),

  DeleteRestApi: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const { name } = await getApi.execute(call.actor, { apiId });
        await deleteApi.execute(call.actor, { apiId, confirmName: name });
      }),
  }),
};
