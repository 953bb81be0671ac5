import type { Method, MethodResponse } from '#core/methods/schema.ts';
import { AwsError } from '../aws-error.ts';
import { flagMap, patchOperations, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { statusCodeMember } from '../validation.ts';
import { checkModels, checkResponseParameters } from './check-names.ts';
import { editMethod, findMethod } from './edit-method.ts';
import { mapTarget, textOf, truthOf } from './map-patches.ts';
import { noContentType, noParameter, noResponse } from './method-words.ts';
import { renderMethodResponse } from './render-method.ts';

const methodResponsePatches: PatchTarget<MethodResponse>[] = [
  mapTarget('/responseParameters/{name}', (response) => response.responseParameters, {
    valueOf: truthOf,
    absent: noParameter,
  }),
  mapTarget('/responseModels/{type}', (response) => response.responseModels, {
    valueOf: textOf,
    absent: noContentType,
  }),
];

function statusCodeOf(call: AwsCall): string {
  return statusCodeMember(call.path.status_code ?? '', 'statusCode');
}

function responseOf({ methodResponses }: Method, statusCode: string): MethodResponse {
  const found = methodResponses.find((response) => response.statusCode === statusCode);
  if (!found) throw noResponse;
  return found;
}

function withResponse({ methodResponses }: Method, response: MethodResponse): MethodResponse[] {
  const others = methodResponses.filter(({ statusCode }) => statusCode !== response.statusCode);
  return [...others, response].toSorted((a, b) => (a.statusCode < b.statusCode ? -1 : 1));
}

export const methodResponseOperations = {
  PutMethodResponse: operation(
    { responseParameters: flagMap, responseModels: textMap },
    {
      async run(call, { responseParameters, responseModels }) {
        const statusCode = statusCodeOf(call);
        const response = {
          statusCode,
          responseParameters: responseParameters ?? {},
          responseModels: responseModels ?? {},
        };
        checkResponseParameters(response.responseParameters);
        await checkModels(call, response.responseModels);
        await editMethod(call, (method) => {
          if (method.methodResponses.some((each) => each.statusCode === statusCode)) {
            throw new AwsError('ConflictException', 'Response already exists for this resource');
          }
          return { methodResponses: withResponse(method, response) };
        });
        return renderMethodResponse(response);
      },
    },
  ),

  GetMethodResponse: operation({
    async run(call) {
      const statusCode = statusCodeOf(call);
      return renderMethodResponse(responseOf(await findMethod(call), statusCode));
    },
  }),

  UpdateMethodResponse: operation(patchOperations, {
    async run(call, body) {
      const statusCode = statusCodeOf(call);
      const method = await editMethod(call, async (found) => {
        const before = responseOf(found, statusCode);
        const after = applyPatch(before, body.patchOperations, methodResponsePatches, {
          input: 'updateMethodResponseInput',
          lists: 'operations',
        });
        checkResponseParameters(after.responseParameters);
        await checkModels(call, after.responseModels, before.responseModels);
        return { methodResponses: withResponse(found, after) };
      });
      return renderMethodResponse(responseOf(method, statusCode));
    },
  }),

  DeleteMethodResponse: operation({
    async run(call) {
      const statusCode = statusCodeOf(call);
      await editMethod(call, (method) => {
        const removed = responseOf(method, statusCode);
        return { methodResponses: method.methodResponses.filter((response) => response !== removed) };
      });
    },
  }),
};
