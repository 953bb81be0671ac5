import { contextVariables } from '#gateway/pipeline/context-variables.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { authorizationVariables } from './authorization-variables.ts';

/** `$context` of a request that was answered, with the variables that AWS API Gateway has for access logs only. */
export function logVariables(exchange: Exchange, status: number, latencyMs: number): Record<string, unknown> {
  const { answer, response, failure, failedPhase, integrationLatencyMs, basePath } = exchange;
  const context = contextVariables(exchange);
  const isIntegrationFailure = failure !== null && (failedPhase === 'integrate' || failedPhase === 'map-response');
  const integrationError = isIntegrationFailure ? failure.cause : undefined;
  const integrationMs = integrationLatencyMs === null ? undefined : Math.round(integrationLatencyMs);
  return {
    ...context,
    ...authorizationVariables(exchange),
    ...(basePath !== null && { customDomain: { basePathMatched: basePath } }),
    identity: withoutKey(context.identity as Record<string, unknown>),
    status,
    responseLatency: Math.round(latencyMs),
    responseLength: lengthOf(response?.body),
    integrationLatency: integrationMs,
    integrationStatus: answer?.status,
    integrationErrorMessage: integrationError,
    integration: {
      ...(context.integration as Record<string, unknown> | undefined),
      // Of a function that answered, the status is its own; integrationStatus is Lambda's.
      ...(answer && isLambdaProxy(exchange) && response && { status: response.status }),
      integrationStatus: answer?.status,
      requestId: answer?.requestId,
      latency: integrationMs,
      error: integrationError,
    },
  };
}

function isLambdaProxy({ route }: Exchange): boolean {
  return route?.integration.integration.type === 'AWS_PROXY';
}

/** A log is no place for a secret: of an API key only its last characters are written, and its id as `apiKeyId`. */
function withoutKey(identity: Record<string, unknown>): Record<string, unknown> {
  const { apiKey } = identity;
  return typeof apiKey === 'string' ? { ...identity, apiKey: `***${apiKey.slice(-4)}` } : identity;
}

/** Bytes of a body; undefined for a stream that did not say its length. */
function lengthOf(body: NonNullable<Exchange['response']>['body'] | undefined): number | undefined {
  if (body === undefined || body === null) return 0;
  return Buffer.isBuffer(body) ? body.byteLength : (body.length ?? undefined);
}
