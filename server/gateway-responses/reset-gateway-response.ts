import { resetGatewayResponseInput } from '#core/gateway-responses/input.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { findGatewayResponse } from './find-gateway-response.ts';

/** Makes a type of gateway response answer what it answers by itself again. */
export const resetGatewayResponse = mutation({
  permission: 'apis.write',
  input: resetGatewayResponseInput,
  audit: { action: 'reset', target: 'gateway-response' },
  async run({ tx, actor }, { apiId, responseType }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const before = await findGatewayResponse(tx, apiId, responseType);
    await tx.gatewayResponse.deleteMany({ where: { apiId, responseType } });
    return { result: null, changed: { id: responseType, name: responseType, apiId, ...(before && { before }) } };
  },
});
