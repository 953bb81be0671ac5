import type { Integration } from '../integrations/schema.ts';
import type { JsonObject } from './json.ts';

/** An integration as `x-amazon-apigateway-integration`; what is empty or the default is left out. */
export function exportIntegration(integration: Integration): JsonObject {
  const exported: JsonObject = { type: integration.type.toLowerCase() };
  for (const field of [
    'httpMethod',
    'uri',
    'connectionId',
    'credentials',
    'contentHandling',
    'cacheNamespace',
  ] as const) {
    const value = integration[field];
    if (value !== null) exported[field] = value;
  }
  if (integration.connectionType !== 'INTERNET') exported.connectionType = integration.connectionType;
  if (integration.responseTransferMode !== 'BUFFERED') exported.responseTransferMode = integration.responseTransferMode;
  if (Object.keys(integration.requestParameters).length > 0) exported.requestParameters = integration.requestParameters;
  if (Object.keys(integration.requestTemplates).length > 0) exported.requestTemplates = integration.requestTemplates;
  if (integration.cacheKeyParameters.length > 0) exported.cacheKeyParameters = integration.cacheKeyParameters;
  if (integration.tlsConfig) exported.tlsConfig = integration.tlsConfig;
  exported.passthroughBehavior = integration.passthroughBehavior.toLowerCase();
  exported.timeoutInMillis = integration.timeoutInMillis;
  if (integration.integrationResponses.length > 0) {
    exported.responses = Object.fromEntries(
      integration.integrationResponses.map(
        ({ selectionPattern, statusCode, responseParameters, responseTemplates, contentHandling }) => {
          const response: JsonObject = { statusCode };
          if (Object.keys(responseParameters).length > 0) response.responseParameters = responseParameters;
          if (Object.keys(responseTemplates).length > 0) response.responseTemplates = responseTemplates;
          if (contentHandling !== null) response.contentHandling = contentHandling;
          return [selectionPattern || 'default', response];
        },
      ),
    );
  }
  return exported;
}
