import { preflightHeaders } from '#core/cors/headers.ts';
import { headerList, headerValue } from '#gateway/http/headers.ts';
import { answered, type Exchange, type Outcome } from './exchange.ts';

/**
 * Answers a browser's preflight request where the API's cross-origin switch is on and the design has no OPTIONS method of
 * its own for the path. A preflight carries no credentials, so neither key nor authorizer is asked for.
 */
export function answerPreflight(exchange: Exchange): Outcome {
  const { call, side, route, origin, trace } = exchange;
  const cors = side?.prepared.cors;
  if (!cors || call.method !== 'OPTIONS' || origin === null || route?.route.httpMethod === 'OPTIONS') {
    trace?.skip('The request is no preflight that the gateway answers.');
    return undefined;
  }
  const method = headerValue(call.rawHeaders, 'access-control-request-method');
  if (method === null) return undefined;
  const requested = headerList(call.rawHeaders, 'access-control-request-headers');
  exchange.isPreflight = true;
  exchange.response = {
    status: 204,
    rawHeaders: preflightHeaders(cors, origin, method, requested),
    body: null,
    headLength: null,
  };
  trace?.say('The preflight is answered by the cross-origin configuration.');
  return answered;
}
