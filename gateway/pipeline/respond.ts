import { corsHeaders } from '#core/cors/headers.ts';
import type { CorsPolicy } from '#core/cors/policy.ts';
import { suspended, type Exchange, type Outcome } from './exchange.ts';
import { renderFailure } from './gateway-response.ts';

/**
 * Sends the response, or the gateway response of a failure, with the cross-origin headers of the API and the ids by which
 * a request can be found again.
 */
export function respond(exchange: Exchange): Outcome {
  const { call, failure, trace } = exchange;
  const response = failure ? renderFailure(exchange, failure) : exchange.response;
  if (!response) throw new Error('A phase before this one makes the response.');
  const cors = (exchange.side ?? exchange.stage?.stable)?.prepared.cors;
  if (cors) response.rawHeaders = withCors(response.rawHeaders, cors, exchange.origin, exchange.isPreflight);
  if (exchange.warning !== null) response.rawHeaders.push('warning', exchange.warning);
  response.rawHeaders.push('x-amzn-requestid', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  exchange.response = response;
  exchange.status = response.status;
  trace?.end('answered', `Status ${response.status}.`);
  call.send(response);
  return suspended;
}

/** The gateway's cross-origin headers in place of all that the upstream or a mapping set. */
function withCors(
  rawHeaders: readonly string[],
  cors: CorsPolicy,
  origin: string | null,
  isPreflight: boolean,
): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (isPreflight || name.length < 22 || !name.toLowerCase().startsWith('access-control-')) {
      kept.push(name, rawHeaders[i + 1] ?? '');
    }
  }
  kept.push(...corsHeaders(cors, origin));
  return kept;
}
