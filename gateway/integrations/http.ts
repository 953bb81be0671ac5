import { isReservedHeader } from '#core/mapping/header-value.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { traceIdOf } from '#gateway/pipeline/trace-id.ts';
import { defaultUserAgent } from './caller-headers.ts';
import { mediaTypeOf } from './media-type.ts';
import { integrationBody } from './request-body.ts';
import { mapParameters, queryString, targetOf, upstreamPath } from './upstream-request.ts';

/**
 * The upstream request of an HTTP integration: made of the integration's own parameter mapping and template. Nothing of
 * the caller's request reaches the upstream but what these name.
 */
export function buildHttpRequest(exchange: Exchange): Failure | undefined {
  const { call, route, stage, side, contentType } = exchange;
  if (!route || !stage || !side) throw new Error('A route was matched.');
  const target = targetOf(exchange);
  if ('type' in target) return target;
  const made = integrationBody(exchange);
  if ('type' in made) return made;
  const mapped = mapParameters(exchange, made.overrides);
  const path = upstreamPath(exchange, target, mapped, queryString('', mapped.querystring));
  if (typeof path !== 'string') return path;
  const { integration } = route.integration;
  const method =
    integration.httpMethod === null || integration.httpMethod === 'ANY' ? call.method : integration.httpMethod;
  const isBodiless = method === 'GET' || method === 'HEAD';
  const isStrict = side.prepared.api.behavior === 'aws-strict';
  const headers = mapped.header.filter(
    ([name]) => !isReservedHeader(name) && !(isStrict && name.toLowerCase() === 'via'),
  );
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const rawHeaders = headers.flat();
  const add = (name: string, value: string) => {
    if (!names.has(name)) rawHeaders.push(name, value);
  };
  add('host', target.host);
  add('accept', 'application/json');
  add('user-agent', defaultUserAgent(exchange));
  add('x-amzn-apigateway-api-id', exchange.apiId);
  if (isStrict) add('x-amzn-trace-id', traceIdOf(exchange));
  if (made.body && !isBodiless) add('content-type', mediaTypeOf(contentType));
  exchange.outgoing = {
    workspaceId: stage.state.workspaceId,
    origin: target.origin,
    method,
    path,
    rawHeaders,
    body: isBodiless ? null : made.body,
    bodyLength: null,
    timeoutMs: integration.timeoutInMillis,
    insecureSkipVerification: integration.tlsConfig?.insecureSkipVerification ?? false,
  };
  return undefined;
}
