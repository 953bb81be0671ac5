import type { GatewayResponse, GatewayResponseType } from '#core/gateway-responses/schema.ts';
import { putGatewayResponse } from '../../gateway-responses/put-gateway-response.ts';
import { resetGatewayResponse } from '../../gateway-responses/reset-gateway-response.ts';
import { AwsError } from '../aws-error.ts';
import { patchOperations, text, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { onNewest } from '../on-newest.ts';
import { statusCodeMember } from '../validation.ts';
import { withApi } from '../with-api.ts';
import { checkGatewayResponse } from './check-gateway-response.ts';
import { gatewayResponsePatches } from './gateway-response-patches.ts';
import { readGatewayResponses, type ShownGatewayResponse } from './read-gateway-responses.ts';
import { renderGatewayResponse } from './render-gateway-response.ts';
import { responseTypeOf } from './response-type.ts';

async function read(
  { actor }: AwsCall,
  apiId: string,
  responseType: GatewayResponseType,
): Promise<ShownGatewayResponse> {
  const all = await readGatewayResponses(actor, apiId);
  const found = all.find(({ shown }) => shown.responseType === responseType);
  if (!found) throw new Error(`There is no gateway response ${responseType}`);
  return found;
}

/** Writes a response and answers it as it is shown then. */
async function write(call: AwsCall, apiId: string, response: GatewayResponse, expected?: GatewayResponse | null) {
  checkGatewayResponse(response);
  await putGatewayResponse.execute(call.actor, { apiId, ...response, expected });
  const { shown } = await read(call, apiId, response.responseType);
  return renderGatewayResponse(shown);
}

export const gatewayResponseOperations = {
  PutGatewayResponse: operation(
    { statusCode: text, responseParameters: textMap, responseTemplates: textMap },
    {
      async run(call, { statusCode, responseParameters, responseTemplates }) {
        const responseType = responseTypeOf(call);
        const response = {
          responseType,
          statusCode: statusCode ? statusCodeMember(statusCode, 'putGatewayResponseInput.statusCode') : null,
          responseParameters: responseParameters ?? {},
          responseTemplates: responseTemplates ?? {},
        };
        return withApi(call, (apiId) => write(call, apiId, response));
      },
    },
  ),

  GetGatewayResponse: operation({
    async run(call) {
      const responseType = responseTypeOf(call);
      return withApi(call, async (apiId) => renderGatewayResponse((await read(call, apiId, responseType)).shown));
    },
  }),

  GetGatewayResponses: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const all = await readGatewayResponses(call.actor, apiId);
        const sorted = all.toSorted((a, b) => (a.shown.responseType < b.shown.responseType ? -1 : 1));
        return listOf(
          sorted,
          page,
          ({ shown }) => shown.responseType,
          ({ shown }) => renderGatewayResponse(shown),
        );
      }),
  }),

  UpdateGatewayResponse: operation(patchOperations, {
    async run(call, body) {
      const responseType = responseTypeOf(call);
      return withApi(call, (apiId) =>
        onNewest(async () => {
          const { shown, own } = await read(call, apiId, responseType);
          const { source: _, ...before } = shown;
          const after = applyPatch<GatewayResponse>(before, body.patchOperations, gatewayResponsePatches, {
            input: 'updateGatewayResponseInput',
            lists: 'none',
          });
          return write(call, apiId, after, own);
        }),
      );
    },
  }),

  DeleteGatewayResponse: operation({
    async run(call) {
      const responseType = responseTypeOf(call);
      await withApi(call, async (apiId) => {
        const { own } = await read(call, apiId, responseType);
        if (!own) throw new AwsError('NotFoundException', 'Gateway response type not defined on api');
        await resetGatewayResponse.execute(call.actor, { apiId, responseType });
      });
    },
  }),
};
