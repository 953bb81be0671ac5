import type { EffectiveGatewayResponse } from '#core/gateway-responses/effective.ts';
import { type GatewayResponse, gatewayResponseDefaults } from '#core/gateway-responses/schema.ts';
import type { Member } from '../../actor.ts';
import { listGatewayResponses } from '../../gateway-responses/list-gateway-responses.ts';

/** A type as AWS shows it, and what the API set for it itself, if anything. */
export type ShownGatewayResponse = { shown: EffectiveGatewayResponse; own: GatewayResponse | null };

/** All types of an API. What the API set is shown as set, even of a type that nodes answer by themselves. */
export async function readGatewayResponses(actor: Member, apiId: string): Promise<ShownGatewayResponse[]> {
  const { items, own } = await listGatewayResponses.execute(actor, { apiId });
  return items.map((effective) => {
    const set = own.find(({ responseType }) => responseType === effective.responseType) ?? null;
    return { shown: set ? shownAs(set, effective) : effective, own: set };
  });
}

function shownAs(set: GatewayResponse, { responseTemplates }: EffectiveGatewayResponse): EffectiveGatewayResponse {
  const hasTemplates = Object.keys(set.responseTemplates).length > 0;
  return {
    ...set,
    statusCode: set.statusCode ?? gatewayResponseDefaults[set.responseType]?.toString() ?? null,
    responseTemplates: hasTemplates ? set.responseTemplates : responseTemplates,
    source: 'own',
  };
}
