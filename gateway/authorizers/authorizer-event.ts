import { forwardedFor, forwardedPort } from '#gateway/integrations/caller-headers.ts';
import { contextVariables } from '#gateway/pipeline/context-variables.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { pathParameter } from '#gateway/pipeline/request-input.ts';
import { traceIdOf } from '#gateway/pipeline/trace-id.ts';

/** What a TOKEN authorizer is sent (AWS: input to an API Gateway Lambda authorizer). */
export function tokenEvent(methodArn: string, authorizationToken: string): Record<string, unknown> {
  return { type: 'TOKEN', methodArn, authorizationToken };
}

/** What a REQUEST authorizer is sent: the request but for its body. */
export function requestEvent(exchange: Exchange, methodArn: string): Record<string, unknown> {
  const { call, side, route, path, query, resourceStart } = exchange;
  const headers = requestHeaders(exchange);
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

/**
 * The caller's headers. How it came here is the gateway's to say, as it is to integrations: an authorizer that reads the last
 * address of `X-Forwarded-For` must not read one that the caller made up.
 */
function requestHeaders(exchange: Exchange): [string, string][] {
  const { rawHeaders } = exchange.call;
  const headers: [string, string][] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!isWrittenByGateway(name.toLowerCase())) headers.push([name, rawHeaders[i + 1] ?? '']);
  }
  headers.push(
    ['X-Amzn-Trace-Id', traceIdOf(exchange)],
    ['X-Forwarded-For', forwardedFor(exchange)],
    ['X-Forwarded-Port', forwardedPort(exchange)],
    ['X-Forwarded-Proto', exchange.scheme],
  );
  return headers;
}

function isWrittenByGateway(name: string): boolean {
  return (
    name === 'x-amzn-trace-id' ||
    name === 'x-forwarded-for' ||
    name === 'x-forwarded-port' ||
    name === 'x-forwarded-proto'
  );
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
