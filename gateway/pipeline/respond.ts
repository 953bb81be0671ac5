import { suspended, type Exchange, type Outcome } from './exchange.ts';
import { renderFailure } from './gateway-response.ts';

/** Sends the response, or the gateway response of a failure, with the ids by which a request can be found again. */
export function respond(exchange: Exchange): Outcome {
  const { call, failure, trace } = exchange;
  const response = failure ? renderFailure(exchange, failure) : exchange.response;
  if (!response) throw new Error('A phase before this one makes the response.');
  response.rawHeaders.push('x-amzn-requestid', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  exchange.response = response;
  exchange.status = response.status;
  trace?.end('answered', `Status ${response.status}.`);
  call.send(response);
  return suspended;
}
