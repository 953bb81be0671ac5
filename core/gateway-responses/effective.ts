import {
  type GatewayResponse,
  gatewayResponseDefaults,
  gatewayResponseTypes,
  type GatewayResponseType,
} from './schema.ts';

/** What a type of gateway response answers, and where that is set. */
export type EffectiveGatewayResponse = GatewayResponse & {
  /** `own` was set for the type, `inherited` comes from the API's DEFAULT_4XX or DEFAULT_5XX, `standard` is AWS's. */
  source: 'own' | 'inherited' | 'standard';
};

const standardTemplates = { 'application/json': '{"message":$context.error.messageString}' };

/** AWS API Gateway answers it before it looks at an API's own responses (known issues). */
const fixedType: GatewayResponseType = 'REQUEST_TOO_LARGE';

/**
 * All types in AWS's order, each as a caller gets it. A type that is not set falls back to its class's default; one that is
 * set takes nothing from there, and answers as AWS does where it says nothing itself.
 */
export function effectiveGatewayResponses(responses: readonly GatewayResponse[]): EffectiveGatewayResponse[] {
  const byType = new Map(responses.map((response) => [response.responseType, response]));
  return gatewayResponseTypes.map((responseType) => {
    const standard = gatewayResponseDefaults[responseType];
    const isFixed = responseType === fixedType;
    const fallback = isFixed ? undefined : byType.get(classOf(responseType));
    const own = isFixed ? undefined : byType.get(responseType);
    const set = own ?? fallback;
    return {
      responseType,
      statusCode: (own ?? fallback)?.statusCode ?? standard?.toString() ?? null,
      responseParameters: set?.responseParameters ?? {},
      responseTemplates:
        set && Object.keys(set.responseTemplates).length > 0 ? set.responseTemplates : standardTemplates,
      source: own ? 'own' : fallback ? 'inherited' : 'standard',
    };
  });
}

function classOf(responseType: GatewayResponseType): 'DEFAULT_4XX' | 'DEFAULT_5XX' {
  const standard = gatewayResponseDefaults[responseType];
  return responseType === 'DEFAULT_5XX' || (standard !== null && standard >= 500) ? 'DEFAULT_5XX' : 'DEFAULT_4XX';
}
