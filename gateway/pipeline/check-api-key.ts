import type { Exchange, Failure, Outcome } from './exchange.ts';

/**
 * Demands a key that is known, enabled, unexpired and in a plan that opens this stage, from methods that require one.
 * The key is the caller's header x-api-key or, where the API says so, what its authorizer answered. Callers cannot tell these apart: AWS API Gateway answers 403 Forbidden to all of them.
 */
export function checkApiKey(exchange: Exchange): Outcome {
  const { route, side, stage, services, trace } = exchange;
  if (!route || !side || !stage) throw new Error('A route was matched.');
  if (!route.route.apiKeyRequired) {
    trace?.skip('The method requires no API key.');
    return undefined;
  }
  if (trace) {
    trace.skip('The method requires an API key. Test calls are not checked for one.');
    return undefined;
  }
  if (side.prepared.api.apiKeySource === 'AUTHORIZER') {
    exchange.apiKey = exchange.usageIdentifierKey;
    if (exchange.apiKey === null)
      return refuse('The API takes keys from authorizers, and none gave a usageIdentifierKey.');
  }
  const { apiKey } = exchange;
  if (!services.keys.isComplete) return refuse('This node does not know the API keys yet.');
  if (apiKey === null) return refuse('The request has no x-api-key header.');
  const key = services.keys.find(apiKey);
  if (!key) return refuse('No API key has this value.');
  const { state } = key.entry;
  if (state.workspaceId !== stage.state.workspaceId) return refuse('No API key has this value.');
  exchange.key = key;
  if (!state.enabled) return refuse(`API key ${state.id} is disabled.`);
  if (key.expiresAtMs !== null && key.expiresAtMs <= exchange.atMs) {
    return refuse(`The value of API key ${state.id} has expired.`);
  }
  exchange.grant = services.keys.grant(key.entry, state.workspaceId, exchange.apiId, stage.state.stageName, stage.id);
  if (!exchange.grant) return refuse(`API key ${state.id} is in no usage plan that opens stage ${stage.id}.`);
  return undefined;
}

function refuse(cause: string): Failure {
  return { type: 'INVALID_API_KEY', cause };
}
