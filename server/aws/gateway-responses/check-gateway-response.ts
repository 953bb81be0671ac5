import type { GatewayResponse } from '#core/gateway-responses/schema.ts';
import { parseSource } from '#core/mapping/parameter-source.ts';
import { badRequest } from '../aws-error.ts';
import { mappingError } from '../mapping-error.ts';

/** Refuses what a gateway response cannot hold: it sets headers, from values of the request or its context. */
export function checkGatewayResponse({ responseParameters, responseTemplates }: GatewayResponse): void {
  for (const [name, map] of Object.entries({ responseParameters, responseTemplates })) {
    if (Object.values(map).includes('')) throw badRequest(`Invalid null or empty value in ${name}`);
  }
  const errors: string[] = [];
  for (const [target, expression] of Object.entries(responseParameters)) {
    const parsed = parseSource(expression);
    const isReadable = 'source' in parsed && parsed.source.kind !== 'body' && parsed.source.kind !== 'response';
    if (!/^gatewayresponse\.header\.[^\s:]+$/.test(target))
      errors.push(`Invalid mapping expression specified: ${target}`);
    else if (!isReadable) errors.push(`Invalid mapping expression specified: ${expression}`);
  }
  if (errors.length > 0) throw mappingError(errors);
}
