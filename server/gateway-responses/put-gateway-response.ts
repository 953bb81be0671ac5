import { isDeepStrictEqual } from 'node:util';
import { SluiceError } from '#core/errors.ts';
import { putGatewayResponseInput } from '#core/gateway-responses/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findGatewayResponse } from './find-gateway-response.ts';

/** Sets what a type of gateway response answers. */
export const putGatewayResponse = mutation({
  permission: 'apis.write',
  input: putGatewayResponseInput,
  audit: { action: 'put', target: 'gateway-response' },
  async run({ tx, actor }, { apiId, expected, ...response }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const { responseType } = response;
    const before = await findGatewayResponse(tx, apiId, responseType);
    if (expected !== undefined && !isDeepStrictEqual(before, expected)) {
      throw new SluiceError('STALE', `Someone changed ${responseType} while you were editing it. Try again.`);
    }
    await tx.gatewayResponse.upsert({
      where: { apiId_responseType: { apiId, responseType } },
      create: { apiId, ...response },
      update: response,
    });
    return {
      result: response,
      changed: { id: responseType, name: responseType, apiId, ...(before && { before }), after: response },
    };
  },
});
