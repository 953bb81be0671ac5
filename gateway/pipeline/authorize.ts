import { authorizeCustom } from '#gateway/authorizers/authorize-custom.ts';
import { authorizeSigned } from '#gateway/authorizers/authorize-signed.ts';
import { authorizeToken } from '#gateway/authorizers/authorize-token.ts';
import type { PreparedRoute } from '#gateway/snapshot/prepared.ts';
import type { Exchange, Outcome, Settled } from './exchange.ts';

/**
 * Asks who calls, and whether policies let them: by a signature, by an authorizer's answer, or by a token. Test calls are
 * not authorized, as in AWS's console; gateway/authorizers/test-authorizer.ts runs an authorizer by itself.
 */
export function authorize(exchange: Exchange): Outcome {
  const { route, trace } = exchange;
  if (!route) throw new Error('A route was matched.');
  const { authorizationType } = route.route;
  if (authorizationType === 'NONE') {
    trace?.skip('The method asks for no authorization.');
    return undefined;
  }
  if (trace) {
    trace.skip(`The method asks for ${authorizationType} authorization. Test calls are not authorized.`);
    return undefined;
  }
  const startedAtMs = performance.now();
  const outcome = ask(exchange, route);
  if (outcome instanceof Promise) return timed(exchange, outcome, startedAtMs);
  exchange.authorizationLatencyMs = performance.now() - startedAtMs;
  return outcome;
}

function ask(exchange: Exchange, { key, route, authorizer }: PreparedRoute): Outcome {
  if (route.authorizationType === 'AWS_IAM') return authorizeSigned(exchange);
  switch (authorizer?.kind) {
    case 'custom':
      return authorizeCustom(exchange, authorizer);
    case 'token':
      return authorizeToken(exchange, authorizer);
    case undefined:
      return { type: 'AUTHORIZER_CONFIGURATION_ERROR', cause: `${key} has no authorizer, so it denies.` };
  }
}

async function timed(exchange: Exchange, outcome: Promise<Settled>, startedAtMs: number): Promise<Settled> {
  const settled = await outcome;
  exchange.authorizationLatencyMs = performance.now() - startedAtMs;
  return settled;
}
