import { isReservedHeader } from '#core/mapping/header-value.ts';
import { connectionTokens, headerList, headerValue, isHopByHop, payloadMaxBytes } from '#gateway/http/headers.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { traceIdOf } from '#gateway/pipeline/trace-id.ts';
import { plainAddress } from '#gateway/http/trusted-proxies.ts';
import {
  defaultUserAgent,
  forwardedPort,
  forwardedQuery,
  isDroppedByAws,
  isGatewayCredential,
} from './caller-headers.ts';
import { mapParameters, proxyQuery, targetOf, upstreamPath } from './upstream-request.ts';

/**
 * The upstream request of an HTTP_PROXY integration: the caller's own, sent elsewhere. Hop-by-hop headers and what the caller
 * proved itself with to the gateway are dropped; the integration's parameter mapping replaces what it names. Bodies stream
 * through.
 */
export function buildProxyRequest(exchange: Exchange): Failure | undefined {
  const { call, route, stage, side, body } = exchange;
  if (!route || !stage || !side) throw new Error('A route was matched.');
  const target = targetOf(exchange);
  if ('type' in target) return target;
  const { integration, isPlainProxy } = route.integration;
  const mapped = isPlainProxy ? null : mapParameters(exchange, null);
  const isStrict = side.prepared.api.behavior === 'aws-strict';
  const query = proxyQuery(forwardedQuery(exchange), mapped?.querystring ?? [], isStrict);
  const path = upstreamPath(exchange, target, mapped, query);
  if (typeof path !== 'string') return path;
  const rawHeaders = forwardedHeaders(exchange, target.host, mapped?.header ?? []);
  const isStreamed = call.body !== null && body === null;
  const upstreamMethod = integration.httpMethod;
  exchange.outgoing = {
    workspaceId: stage.state.workspaceId,
    origin: target.origin,
    method: upstreamMethod === null || upstreamMethod === 'ANY' ? call.method : upstreamMethod,
    path,
    rawHeaders,
    body: isStreamed ? (call.body?.stream(payloadMaxBytes) ?? null) : body,
    bodyLength: isStreamed ? (call.body?.length ?? null) : null,
    timeoutMs: integration.timeoutInMillis,
    insecureSkipVerification: integration.tlsConfig?.insecureSkipVerification ?? false,
  };
  return undefined;
}

function forwardedHeaders(exchange: Exchange, host: string, mapped: [string, string][]): string[] {
  const { rawHeaders, remoteAddress } = exchange.call;
  const isStrict = exchange.side?.prepared.api.behavior === 'aws-strict';
  const named = connectionTokens(headerList(rawHeaders, 'connection'));
  const replaced = mapped.length > 0 ? new Set(mapped.map(([name]) => name.toLowerCase())) : null;
  const headers: string[] = replaced?.has('host') ? [] : ['host', host];
  let forwardedFor = '';
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const value = rawHeaders[i + 1] ?? '';
    const key = name.toLowerCase();
    if (key === 'host' || isHopByHop(key) || named?.has(key) || replaced?.has(key)) continue;
    if (key === 'content-encoding' && exchange.isBodyDecoded) continue;
    if (isStrict && (isDroppedByAws(key) || key === 'via' || key === 'x-amzn-trace-id')) continue;
    if (isGatewayCredential(exchange, key, value)) continue;
    if (key === 'x-forwarded-for') forwardedFor += `${value}, `;
    else if (!isWrittenByGateway(key)) headers.push(name, value);
  }
  if (!replaced?.has('x-forwarded-for')) headers.push('x-forwarded-for', forwardedFor + plainAddress(remoteAddress));
  if (!replaced?.has('x-forwarded-port')) headers.push('x-forwarded-port', forwardedPort(exchange));
  if (!replaced?.has('x-forwarded-proto')) headers.push('x-forwarded-proto', exchange.scheme);
  headers.push('x-amzn-apigateway-api-id', exchange.apiId);
  if (isStrict) addAwsHeaders(exchange, headers, replaced);
  for (const [name, value] of mapped) if (!isReservedHeader(name)) headers.push(name, value);
  return headers;
}

function isWrittenByGateway(name: string): boolean {
  return name === 'x-forwarded-port' || name === 'x-forwarded-proto' || name === 'x-amzn-apigateway-api-id';
}

/** What AWS API Gateway adds beyond: the trace, and what a caller left out. */
function addAwsHeaders(exchange: Exchange, headers: string[], replaced: ReadonlySet<string> | null): void {
  headers.push('x-amzn-trace-id', traceIdOf(exchange));
  if (exchange.userAgent === null && !replaced?.has('user-agent')) {
    headers.push('user-agent', defaultUserAgent(exchange));
  }
  if (headerValue(exchange.call.rawHeaders, 'accept') === null && !replaced?.has('accept')) {
    headers.push('accept', 'application/json');
  }
}
