import type { GatewayResponse } from '#core/gateway-responses/schema.ts';
import { gatewayResponseOf } from '../apis/design-rows.ts';
import type { Tx } from '../db.ts';

/** What the API set for a type of gateway response, or null when it set nothing. */
export async function findGatewayResponse(
  tx: Tx,
  apiId: string,
  responseType: string,
): Promise<GatewayResponse | null> {
  const row = await tx.gatewayResponse.findUnique({ where: { apiId_responseType: { apiId, responseType } } });
  return row && gatewayResponseOf(row);
}
