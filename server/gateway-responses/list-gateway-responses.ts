import { apiIdInput } from '#core/apis/input.ts';
import { effectiveGatewayResponses } from '#core/gateway-responses/effective.ts';
import { gatewayResponseOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** All types of gateway response, each as the draft answers it, and what the API set itself. */
export const listGatewayResponses = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const rows = await db.gatewayResponse.findMany({ where: { apiId } });
    const own = rows.map(gatewayResponseOf);
    return { items: effectiveGatewayResponses(own), own };
  },
});
