import type { Integration, IntegrationResponse } from '#core/integrations/schema.ts';
import type { Method, MethodResponse } from '#core/methods/schema.ts';
import { keptNull } from '../operation.ts';

/** AWS's Method. What is empty is left out. */
export function renderMethod(method: Method) {
  const { methodResponses, integration, resourceId } = method;
  return {
    httpMethod: method.httpMethod,
    authorizationType: method.authorizationType,
    authorizerId: method.authorizerId,
    authorizationScopes: method.authorizationScopes.length > 0 ? method.authorizationScopes : null,
    apiKeyRequired: method.apiKeyRequired,
    requestValidatorId: method.requestValidatorId,
    operationName: method.operationName,
    requestParameters: filled(method.requestParameters),
    requestModels: filled(method.requestModels),
    methodResponses: filled(
      Object.fromEntries(methodResponses.map((each) => [each.statusCode, renderMethodResponse(each)])),
    ),
    methodIntegration: integration && renderIntegration(integration, resourceId),
  };
}

/** AWS's MethodResponse. */
export function renderMethodResponse({ statusCode, responseParameters, responseModels }: MethodResponse) {
  return { statusCode, responseParameters: filled(responseParameters), responseModels: filled(responseModels) };
}

/** AWS's Integration. Its cache namespace is the resource when none was set. */
export function renderIntegration(integration: Integration, resourceId: string) {
  const { integrationResponses, requestTemplates, connectionType, type } = integration;
  return {
    type,
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    connectionType: type === 'MOCK' ? null : connectionType,
    connectionId: integration.connectionId,
    credentials: integration.credentials,
    requestParameters: filled(integration.requestParameters),
    requestTemplates: filled(renderTemplates(requestTemplates)),
    passthroughBehavior: integration.passthroughBehavior,
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutInMillis,
    cacheNamespace: integration.cacheNamespace ?? resourceId,
    cacheKeyParameters: integration.cacheKeyParameters,
    integrationResponses: filled(
      Object.fromEntries(integrationResponses.map((each) => [each.statusCode, renderIntegrationResponse(each)])),
    ),
    tlsConfig: integration.tlsConfig,
    responseTransferMode: type === 'MOCK' ? null : integration.responseTransferMode,
  };
}

/** AWS's IntegrationResponse. */
export function renderIntegrationResponse(response: IntegrationResponse) {
  return {
    statusCode: response.statusCode,
    selectionPattern: response.selectionPattern,
    responseParameters: filled(response.responseParameters),
    responseTemplates: filled(renderTemplates(response.responseTemplates)),
    contentHandling: response.contentHandling,
  };
}

/** AWS answers an empty template as null, and clients know the content type by it. */
function renderTemplates(templates: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(templates).map(([type, text]) => [type, text === '' ? keptNull : text]));
}

function filled<Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> | null {
  return Object.keys(map).length > 0 ? map : null;
}
