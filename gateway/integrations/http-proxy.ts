import { connectionTokens, headerValue, isHopByHop, payloadMaxBytes } from '#gateway/http/headers.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { mapParameters, queryString, targetOf, upstreamPath } from './upstream-request.ts';

/**
 * The upstream request of an HTTP_PROXY integration: the caller's own, sent elsewhere. Only hop-by-hop headers are
 * dropped; the integration's parameter mapping replaces what it names. Bodies stream through.
 */
export function buildProxyRequest(exchange: Exchange): Failure | undefined {
  const { call, route, stage, body } = exchange;
  if (!route || !stage) throw new Error('A route was matched.');
  const target = targetOf(exchange);
  if ('type' in target) return target;
  const { integration, isPlainProxy } = route.integration;
  const mapped = isPlainProxy ? null : mapParameters(exchange, null);
  const path = upstreamPath(exchange, target, mapped, queryString(exchange.query, mapped?.querystring ?? []));
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
  const named = connectionTokens(headerValue(rawHeaders, 'connection'));
  const replaced = mapped.length > 0 ? new Set(mapped.map(([name]) => name.toLowerCase())) : null;
  const headers: string[] = replaced?.has('host') ? [] : ['host', host];
  let forwardedFor = remoteAddress;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const value = rawHeaders[i + 1] ?? '';
    const key = name.toLowerCase();
    if (key === 'host' || isHopByHop(key) || named?.has(key) || replaced?.has(key)) continue;
    if (key === 'content-encoding' && exchange.isBodyDecoded) continue;
    if (key === 'x-forwarded-for') forwardedFor = `${value}, ${forwardedFor}`;
    else if (key !== 'x-forwarded-proto' && key !== 'x-amzn-apigateway-api-id') headers.push(name, value);
  }
  headers.push(
    'x-forwarded-for',
    forwardedFor,
    'x-forwarded-proto',
    'http',
    'x-amzn-apigateway-api-id',
    exchange.apiId,
  );
  for (const [name, value] of mapped) headers.push(name, value);
  return headers;
}
