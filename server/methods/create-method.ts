import { SluiceError } from '#core/errors.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { createMethodInput } from '#core/methods/input.ts';
import { type Method, methodKey } from '#core/methods/schema.ts';
import { pathParameters } from '#core/resources/schema.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findResource } from '../resources/find-resource.ts';
import { assertMethod } from './assert-method.ts';
import { methodTargetId } from './find-method.ts';
import { replaceMethod } from './replace-method.ts';

/** A method, which answers 200 by itself until it is given another integration. */
export const createMethod = mutation({
  permission: 'apis.write',
  input: createMethodInput,
  audit: { action: 'create', target: 'method' },
  async run({ tx, actor }, { apiId, resourceId, httpMethod, patch }) {
    const { draftRevision } = await touchDraft(tx, actor.workspaceId, apiId);
    const resource = await findResource(tx, apiId, resourceId);
    const name = methodKey(httpMethod, resource.path);
    if ((await tx.method.count({ where: { apiId, resourceId, httpMethod } })) > 0) {
      throw new SluiceError('CONFLICT', `${name} exists already.`);
    }
    const method: Method = {
      resourceId,
      httpMethod,
      authorizationType: 'NONE',
      authorizerId: null,
      authorizationScopes: [],
      apiKeyRequired: false,
      operationName: null,
      requestValidatorId: null,
      requestParameters: Object.fromEntries(
        pathParameters(resource.path).map((parameter) => [`method.request.path.${parameter}`, true]),
      ),
      requestModels: {},
      methodResponses: [{ statusCode: '200', responseParameters: {}, responseModels: {} }],
      integration: mockIntegration(),
      ...patch,
    };
    await assertMethod(tx, apiId, method);
    await replaceMethod(tx, apiId, method, draftRevision);
    return {
      result: { ...method, path: resource.path, revision: draftRevision },
      changed: { id: methodTargetId(method), name, apiId, after: method },
    };
  },
});
