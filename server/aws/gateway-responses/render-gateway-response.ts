import type { EffectiveGatewayResponse } from '#core/gateway-responses/effective.ts';

/** AWS's GatewayResponse. One that the API did not set is a default, with what it inherits. */
export function renderGatewayResponse(response: EffectiveGatewayResponse) {
  const { responseType, statusCode, responseParameters, responseTemplates, source } = response;
  return { responseType, statusCode, responseParameters, responseTemplates, defaultResponse: source !== 'own' };
}
