import type { CallHandler, HttpCall } from '#gateway/http/types.ts';
import type { GatewayState } from '#gateway/snapshot/prepared.ts';
import { answerPreflight } from './answer-preflight.ts';
import { authorize } from './authorize.ts';
import { checkApiKey } from './check-api-key.ts';
import { chooseVariant } from './choose-variant.ts';
import { compress } from './compress.ts';
import { answered, createExchange, suspended } from './exchange.ts';
import type { Exchange, Failure, Outcome, Phase, Settled } from './exchange.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { integrate } from './integrate.ts';
import { limit } from './limit.ts';
import { mapRequest } from './map-request.ts';
import { mapResponse } from './map-response.ts';
import { match } from './match.ts';
import { readCache } from './read-cache.ts';
import { record } from './record.ts';
import { respond } from './respond.ts';
import type { Services } from './services.ts';
import { storeCache } from './store-cache.ts';
import type { Tracer } from './tracer.ts';
import { validateRequest } from './validate-request.ts';

/**
 * What happens to a request, in this order; docs/lifecycle.md shows it with the statuses. A failure in any phase goes
 * straight to `respond`, a response that a phase makes early to `compress`.
 */
export const phases: readonly Phase[] = [
  { name: 'match', run: match },
  { name: 'choose-variant', run: chooseVariant },
  { name: 'answer-preflight', run: answerPreflight },
  { name: 'evaluate-policy', run: evaluatePolicy },
  { name: 'authorize', run: authorize },
  { name: 'check-api-key', run: checkApiKey },
  { name: 'limit', run: limit },
  { name: 'validate-request', run: validateRequest },
  { name: 'read-cache', run: readCache },
  { name: 'map-request', run: mapRequest },
  { name: 'integrate', run: integrate },
  { name: 'map-response', run: mapResponse },
  { name: 'store-cache', run: storeCache },
  { name: 'compress', run: compress },
  { name: 'respond', run: respond },
  { name: 'record', run: record },
];

const compressIndex = phases.findIndex(({ name }) => name === 'compress');
const respondIndex = phases.findIndex(({ name }) => name === 'respond');
const recordIndex = phases.findIndex(({ name }) => name === 'record');

/** The handler that runs calls through the phases. `stateNow` is read once for each request. */
export function createPipeline(services: Services, stateNow: () => GatewayState): CallHandler<Exchange> {
  return {
    handle(call) {
      start(call, services, stateNow(), null);
    },
    done: finished,
    gone: callerWentAway,
  };
}

/** Starts one call; with a tracer it is a test call, whose phases are written down and whose limits are not enforced. */
export function start(call: HttpCall<Exchange>, services: Services, state: GatewayState, trace: Tracer | null): void {
  const exchange = createExchange(call, services, state, resume, trace);
  call.data = exchange;
  run(exchange, 0);
}

/** For test calls, which have no front end of their own: the response was taken. */
export function finished(call: HttpCall<Exchange>): void {
  if (call.data) run(call.data, recordIndex);
}

function callerWentAway(call: HttpCall<Exchange>): void {
  const exchange = call.data;
  if (!exchange) return;
  exchange.pending?.cancel();
  run(exchange, recordIndex);
}

function resume(exchange: Exchange, outcome: Settled): void {
  run(exchange, nextIndex(exchange, outcome));
}

/** Writes down how a phase ended; where the exchange goes on. */
function nextIndex(exchange: Exchange, outcome: Settled): number {
  if (outcome === undefined || outcome === answered) {
    exchange.trace?.end('passed');
    return outcome === answered ? compressIndex : exchange.phaseIndex + 1;
  }
  settle(exchange, outcome);
  return respondIndex;
}

function run(exchange: Exchange, from: number): void {
  const { trace } = exchange;
  for (let i = from; i < phases.length; i = exchange.phaseIndex) {
    const phase = phases[i];
    if (!phase) return;
    exchange.phaseIndex = i;
    trace?.begin(phase.name);
    const outcome = attempt(phase, exchange);
    if (outcome === suspended) return;
    if (outcome instanceof Promise) {
      outcome.then(
        (settled) => resume(exchange, settled),
        (error: unknown) => resume(exchange, crashed(error)),
      );
      return;
    }
    exchange.phaseIndex = nextIndex(exchange, outcome);
  }
}

function attempt(phase: Phase, exchange: Exchange): Outcome {
  try {
    return phase.run(exchange);
  } catch (error) {
    if (exchange.phaseIndex < respondIndex) return crashed(error);
    return unanswerable(exchange, error);
  }
}

/** The response itself could not be sent, as with a header of the upstream that HTTP forbids: a plain error goes instead. */
function unanswerable(exchange: Exchange, error: unknown): Outcome {
  const isFirst = exchange.phaseIndex === respondIndex && exchange.failure === null;
  const body = exchange.response?.body ?? null;
  if (body !== null && !Buffer.isBuffer(body)) body.cancel();
  if (isFirst) return { type: 'INTEGRATION_FAILURE', cause: `The response cannot be sent: ${messageOf(error)}` };
  exchange.call.abort();
  return suspended;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A bug in a phase is one request's internal error, never the end of the process. */
function crashed(error: unknown): Failure {
  return { type: 'DEFAULT_5XX', cause: `Internal error: ${messageOf(error)}` };
}

function settle(exchange: Exchange, failure: Failure): void {
  exchange.failure = failure;
  exchange.failedPhase = phases[exchange.phaseIndex]?.name ?? null;
  exchange.trace?.end('failed', failure.cause);
}
