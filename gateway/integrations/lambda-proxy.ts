import { lambdaPayloadMaxBytes } from '#gateway/aws/lambda.ts';
import { headerValue } from '#gateway/http/headers.ts';
import type { GatewayResponse } from '#gateway/http/types.ts';
import type { UpstreamAnswer } from '#gateway/http/upstream-types.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { awsTargetOf, sendTo } from './aws-service.ts';
import { isBinaryMediaType } from './binary-media-type.ts';
import { functionResult } from './lambda-answer.ts';
import { proxyEvent } from './lambda-event.ts';
import { proxyResponse } from './lambda-proxy-response.ts';
import { upstreamPath } from './upstream-request.ts';

/** The invocation of an AWS_PROXY integration: the function is given the whole request as an event. */
export function buildLambdaProxyRequest(exchange: Exchange): Failure | undefined {
  const target = awsTargetOf(exchange);
  if ('type' in target) return target;
  const path = upstreamPath(exchange, target, null, '');
  if (typeof path !== 'string') return path;
  const body = Buffer.from(JSON.stringify(proxyEvent(exchange)));
  if (body.byteLength > lambdaPayloadMaxBytes) {
    return {
      type: 'REQUEST_TOO_LARGE',
      cause: `The event has ${body.byteLength} bytes; Lambda takes ${lambdaPayloadMaxBytes}.`,
    };
  }
  const rawHeaders = ['content-type', 'application/json', 'x-amz-invocation-type', 'RequestResponse'];
  return sendTo(exchange, target, { method: 'POST', path, rawHeaders, body });
}

/**
 * The caller's response of what the function returned. A base64 body becomes bytes; in strict APIs only when a binary media
 * type of the API is what the caller accepts first, or what the response has, as in AWS API Gateway.
 */
export function lambdaProxyResponse(exchange: Exchange, answer: UpstreamAnswer): GatewayResponse | Failure {
  const result = functionResult(answer);
  if ('type' in result) return result;
  exchange.trace?.note('function result', result.payload.toString('utf8'));
  const made = proxyResponse(result);
  if ('type' in made) return made;
  const { status, headers, isBase64Encoded } = made;
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
  if (contentType === null) headers.push(['content-type', 'application/json']);
  const body = Buffer.from(made.body, isBase64Encoded && isDecoded(exchange, contentType) ? 'base64' : 'utf8');
  return { status, rawHeaders: headers.flat(), body, headLength: String(body.byteLength) };
}

function isDecoded({ side, call }: Exchange, contentType: string | null): boolean {
  const { behavior, binaryMediaTypes } = side?.prepared.api ?? { behavior: 'friendly', binaryMediaTypes: [] };
  if (behavior === 'friendly') return true;
  const accepted = headerValue(call.rawHeaders, 'accept')?.split(',')[0] ?? null;
  return isBinaryMediaType(accepted, binaryMediaTypes) || isBinaryMediaType(contentType, binaryMediaTypes);
}
