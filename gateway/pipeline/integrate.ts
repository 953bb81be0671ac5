import type { Signing } from '#gateway/aws/aws-client.ts';
import { UpstreamFailed } from '#gateway/aws/send-whole.ts';
import type { UpstreamAnswer, UpstreamFault, UpstreamReceiver, UpstreamRequest } from '#gateway/http/upstream-types.ts';
import { suspended, type Exchange, type Failure, type Outcome } from './exchange.ts';

/** Calls the upstream and waits for its answer. MOCK integrations have none. */
export function integrate(exchange: Exchange): Outcome {
  const { outgoing, trace } = exchange;
  if (!outgoing) {
    trace?.skip('A MOCK integration calls nothing.');
    return undefined;
  }
  const { signing } = exchange;
  return signing ? signThenSend(exchange, outgoing, signing) : send(exchange, outgoing);
}

function send(exchange: Exchange, outgoing: UpstreamRequest): typeof suspended {
  const { type, responseTransferMode } = exchange.route?.integration.integration ?? {};
  const mode = type !== 'HTTP_PROXY' ? 'whole' : responseTransferMode === 'STREAM' ? 'stream' : 'small-whole';
  exchange.integrationStartedAtMs = performance.now();
  exchange.pending = exchange.services.upstream.send(outgoing, receiver, exchange, mode);
  return suspended;
}

/** Credentials are at hand but for the first call of a role, which waits for STS. */
function signThenSend(exchange: Exchange, outgoing: UpstreamRequest, signing: Signing): Outcome {
  let signed: void | Promise<void>;
  try {
    signed = exchange.services.aws.sign(outgoing, signing);
  } catch (error) {
    return unsigned(error as Error);
  }
  if (!signed) return send(exchange, outgoing);
  let isCancelled = false;
  exchange.pending = { cancel: () => (isCancelled = true) };
  signed.then(
    () => (isCancelled ? undefined : send(exchange, outgoing)),
    (error: Error) => (isCancelled ? undefined : exchange.resume(exchange, unsigned(error))),
  );
  return suspended;
}

/** Without credentials AWS API Gateway answers 500, as for a role that it may not assume. */
function unsigned(error: Error): Failure {
  const type = error instanceof UpstreamFailed ? 'INTEGRATION_FAILURE' : 'API_CONFIGURATION_ERROR';
  return { type, cause: `The request cannot be signed: ${error.message}` };
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
