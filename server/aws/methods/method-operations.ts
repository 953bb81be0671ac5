import { z } from 'zod';
import type { MethodPatch } from '#core/methods/input.ts';
import { httpMethods, type Method } from '#core/methods/schema.ts';
import { createMethod } from '../../methods/create-method.ts';
import { deleteMethod } from '../../methods/delete-method.ts';
import { badRequest } from '../aws-error.ts';
import { flag, flagMap, patchOperations, text, textMap, texts } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { applyPatch } from '../patch.ts';
import { authorizationOf, authorizationTypeOf } from './authorization.ts';
import { checkModels, checkRequestParameters } from './check-names.ts';
import { editMethod, findMethod } from './edit-method.ts';
import { methodPatches } from './method-patches.ts';
import { inMethodWords } from './method-words.ts';
import { renderMethod } from './render-method.ts';

async function putMethod(call: AwsCall, patch: MethodPatch): Promise<Method> {
  const { restapi_id: apiId, resource_id: resourceId } = call.path;
  const httpMethod = httpMethods.find((each) => each === call.path.http_method);
  if (!httpMethod) {
    throw badRequest('Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY');
  }
  try {
    return await createMethod.execute(call.actor, { apiId, resourceId, httpMethod, patch });
  } catch (thrown) {
    throw await inMethodWords(thrown, call);
  }
}

export const methodOperations = {
  PutMethod: operation(
    {
      authorizationType: z.string(),
      authorizerId: text,
      apiKeyRequired: flag,
      operationName: text,
      requestParameters: flagMap,
      requestModels: textMap,
      requestValidatorId: text,
      authorizationScopes: texts,
    },
    {
      async run(call, body) {
        const requestParameters = body.requestParameters ?? {};
        const requestModels = body.requestModels ?? {};
        const authorization = authorizationOf({
          authorizationType: authorizationTypeOf(body.authorizationType),
          authorizerId: body.authorizerId || null,
        });
        checkRequestParameters(requestParameters);
        await checkModels(call, requestModels);
        const method = await putMethod(call, {
          ...authorization,
          authorizationScopes: body.authorizationScopes ?? [],
          apiKeyRequired: body.apiKeyRequired ?? false,
          operationName: body.operationName || null,
          requestValidatorId: body.requestValidatorId || null,
          requestParameters,
          requestModels,
          methodResponses: [],
          integration: null,
        });
        return renderMethod(method);
      },
    },
  ),

  GetMethod: operation({
    run: async (call) => renderMethod(await findMethod(call)),
  }),

  UpdateMethod: operation(patchOperations, {
    async run(call, body) {
      const method = await editMethod(call, async (before) => {
        const after = applyPatch<Method>(before, body.patchOperations, methodPatches, {
          input: 'updateMethodInput',
          lists: 'operations',
        });
        checkRequestParameters(after.requestParameters);
        await checkModels(call, after.requestModels, before.requestModels);
        return {
          ...authorizationOf(after),
          authorizationScopes: after.authorizationScopes,
          apiKeyRequired: after.apiKeyRequired,
          operationName: after.operationName,
          requestValidatorId: after.requestValidatorId,
          requestParameters: after.requestParameters,
          requestModels: after.requestModels,
          integration: after.integration,
        };
      });
      return renderMethod(method);
    },
  }),

  DeleteMethod: operation({
    async run(call) {
      const { resourceId, httpMethod } = await findMethod(call);
      try {
        await deleteMethod.execute(call.actor, { apiId: call.path.restapi_id, resourceId, httpMethod });
      } catch (thrown) {
        throw await inMethodWords(thrown, call);
      }
    },
  }),
};
