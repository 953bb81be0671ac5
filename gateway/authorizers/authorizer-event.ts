import { vouchedHeaders } from '#gateway/integrations/caller-headers.ts';
import { contextVariables } from '#gateway/pipeline/context-variables.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { pathParameter } from '#gateway/pipeline/request-input.ts';

/** What a TOKEN authorizer is sent (AWS: input to an API Gateway Lambda authorizer). */
export function tokenEvent(methodArn: string, authorizationToken: string): Record<string, unknown> {
  return { type: 'TOKEN', methodArn, authorizationToken };
}

/** What a REQUEST authorizer is sent: the request but for its body. */
export function requestEvent(exchange: Exchange, methodArn: string): Record<string, unknown> {
  const { call, side, route, path, query, resourceStart } = exchange;
  const headers = vouchedHeaders(exchange);
  const parameters = [...new URLSearchParams(query)];
  return {
    type: 'REQUEST',
    methodArn,
    resource: route?.route.path ?? '/',
    path: path.slice(resourceStart) || '/',
    httpMethod: call.method,
    headers: Object.fromEntries(headers),
    multiValueHeaders: multiValue(headers),
    queryStringParameters: Object.fromEntries(parameters),
    multiValueQueryStringParameters: multiValue(parameters),
    pathParameters: Object.fromEntries(
      (route?.parameterNames ?? []).map((name) => [name, pathParameter(exchange, name) ?? '']),
    ),
    stageVariables: { ...side?.variables },
    requestContext: requestContext(exchange),
  };
}

/** Every value of a name, in order. */
function multiValue(pairs: readonly [string, string][]): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    if (before) before.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(values);
}

function requestContext(exchange: Exchange): Record<string, unknown> {
  const { stage, path, resourceStart, route, apiKey, userAgent } = exchange;
  const { isCanaryRequest: _, error: _error, authorizer: _authorizer, ...variables } = contextVariables(exchange);
  return {
    ...variables,
    path: `/${stage?.state.stageName ?? ''}${path.slice(resourceStart)}`,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: exchange.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent,
      user: null,
      ...(route?.route.apiKeyRequired && apiKey !== null && { apiKey }),
    },
  };
}
