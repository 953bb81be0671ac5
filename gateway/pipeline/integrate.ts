import type { UpstreamAnswer, UpstreamFault, UpstreamReceiver } from '#gateway/http/upstream-types.ts';
import { suspended, type Exchange, type Failure, type Outcome } from './exchange.ts';

/** Calls the upstream and waits for its answer. MOCK integrations have none. */
export function integrate(exchange: Exchange): Outcome {
  const { outgoing, route, services, trace } = exchange;
  if (!outgoing || !route) {
    trace?.skip('A MOCK integration calls nothing.');
    return undefined;
  }
  const { type, responseTransferMode } = route.integration.integration;
  const mode = type === 'HTTP' ? 'whole' : responseTransferMode === 'STREAM' ? 'stream' : 'small-whole';
  exchange.integrationStartedAtMs = performance.now();
  exchange.pending = services.upstream.send(outgoing, receiver, exchange, mode);
  return suspended;
}

const receiver: UpstreamReceiver<Exchange> = {
  answered(exchange: Exchange, answer: UpstreamAnswer): void {
    exchange.integrationLatencyMs = performance.now() - exchange.integrationStartedAtMs;
    exchange.pending = null;
    exchange.answer = answer;
    exchange.trace?.say(`The upstream answered ${answer.status}.`);
    if (Buffer.isBuffer(answer.body)) exchange.trace?.note('upstream response body', answer.body.toString('utf8'));
    exchange.resume(exchange, undefined);
  },
  failed(exchange: Exchange, fault: UpstreamFault): void {
    exchange.integrationLatencyMs = performance.now() - exchange.integrationStartedAtMs;
    exchange.pending = null;
    exchange.resume(exchange, failureOf(fault));
  },
};

function failureOf({ kind, message }: UpstreamFault): Failure {
  switch (kind) {
    case 'timeout':
      return { type: 'INTEGRATION_TIMEOUT', cause: message };
    case 'request-too-large':
      return { type: 'REQUEST_TOO_LARGE', cause: message };
    case 'connect':
    case 'refused-address':
    case 'reset':
    case 'protocol':
    case 'too-large':
    case 'busy':
      return { type: 'INTEGRATION_FAILURE', cause: `${kind}: ${message}` };
  }
}
