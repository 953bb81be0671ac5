import { isHopByHop } from '#gateway/http/headers.ts';
import { decodeSegment } from '#gateway/http/target.ts';
import { contextVariables } from '#gateway/pipeline/context-variables.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { pathParameter } from '#gateway/pipeline/request-input.ts';
import { isBinaryMediaType } from './binary-media-type.ts';
import { forwardedQuery, isDroppedByAws, isGatewayCredential, vouchedHeaders } from './caller-headers.ts';

type Single = Record<string, string>;
type Multi = Record<string, string[]>;

/** The event of a Lambda proxy integration, payload format 1.0 (AWS API Gateway, input format of a Lambda function). */
export type ProxyEvent = {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Single | null;
  multiValueHeaders: Multi | null;
  queryStringParameters: Single | null;
  multiValueQueryStringParameters: Multi | null;
  pathParameters: Single | null;
  stageVariables: Readonly<Single> | null;
  requestContext: Record<string, unknown>;
  body: string | null;
  isBase64Encoded: boolean;
};

/** Members of `requestContext.identity`, which are null when they do not apply. */
const identityMembers = [
  'cognitoIdentityPoolId',
  'accountId',
  'cognitoIdentityId',
  'caller',
  'sourceIp',
  'principalOrgId',
  'accessKey',
  'cognitoAuthenticationType',
  'cognitoAuthenticationProvider',
  'userArn',
  'userAgent',
  'user',
] as const;

/** Members of `requestContext` beside the identity, in AWS's order. */
const contextMembers = [
  'resourceId',
  'authorizer',
  'resourcePath',
  'operationName',
  'httpMethod',
  'extendedRequestId',
  'requestTime',
  'path',
  'accountId',
  'protocol',
  'stage',
  'domainPrefix',
  'requestTimeEpoch',
  'requestId',
  'domainName',
  'deploymentId',
  'apiId',
] as const;

export function proxyEvent(exchange: Exchange): ProxyEvent {
  const { call, route, side, body } = exchange;
  if (!route || !side) throw new Error('A route was matched.');
  const headers = grouped(requestHeaders(exchange), (name) => name.toLowerCase());
  const query = grouped([...new URLSearchParams(forwardedQuery(exchange))], (name) => name);
  const names = route.parameterNames;
  const isBase64Encoded = body !== null && isBinaryMediaType(exchange.contentType, side.prepared.api.binaryMediaTypes);
  return {
    resource: route.route.path,
    path: decodeSegment(exchange.path.slice(exchange.resourceStart)) || '/',
    httpMethod: call.method,
    headers: single(headers),
    multiValueHeaders: headers,
    queryStringParameters: query && single(query),
    multiValueQueryStringParameters: query,
    pathParameters:
      names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, pathParameter(exchange, name) ?? ''])),
    stageVariables: Object.keys(side.variables).length === 0 ? null : side.variables,
    requestContext: requestContext(exchange),
    body: body === null || body.byteLength === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

/** The caller's headers with those that the gateway adds and without those that it keeps to itself. */
function requestHeaders(exchange: Exchange): [string, string][] {
  const isStrict = exchange.side?.prepared.api.behavior === 'aws-strict';
  return vouchedHeaders(exchange).filter(([name, value]) => {
    const key = name.toLowerCase();
    if (isStrict ? isWithheld(key) : key === 'connection' || key === 'transfer-encoding') return false;
    return !(key === 'content-encoding' && exchange.isBodyDecoded) && !isGatewayCredential(exchange, key, value);
  });
}

/** What strict APIs give no function; `name` is lower case. */
function isWithheld(name: string): boolean {
  return isHopByHop(name) || isDroppedByAws(name);
}

/** All values of each name, in order; null when there are none. Names that `keyOf` makes equal are one, spelled as they came first. */
function grouped(pairs: readonly [string, string][], keyOf: (name: string) => string): Multi | null {
  if (pairs.length === 0) return null;
  const byKey = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const key = keyOf(name);
    const group = byKey.get(key);
    if (group) group.values.push(value);
    else byKey.set(key, { name, values: [value] });
  }
  return Object.fromEntries([...byKey.values()].map(({ name, values }) => [name, values]));
}

/** The last value of each name. */
function single(multi: Multi | null): Single | null {
  return multi && Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function requestContext(exchange: Exchange): Record<string, unknown> {
  const context = contextVariables(exchange);
  const found = (context.identity ?? {}) as Record<string, unknown>;
  const identity: Record<string, unknown> = Object.fromEntries(
    identityMembers.map((name) => [name, found[name] ?? null]),
  );
  for (const name of ['apiKey', 'apiKeyId', 'clientCert']) if (found[name] != null) identity[name] = found[name];
  const members = contextMembers.flatMap((name) =>
    context[name] === undefined || context[name] === '' ? [] : [[name, context[name]] as const],
  );
  return { ...Object.fromEntries(members), identity };
}
