import type { Exchange } from '#gateway/pipeline/exchange.ts';

/** Failures of a signature itself, before any policy is asked. */
const unauthenticated = new Set(['MISSING_AUTHENTICATION_TOKEN', 'INVALID_SIGNATURE', 'EXPIRED_TOKEN']);

/** How asking who calls ended: status, milliseconds, and what went wrong. */
type Step = { status: number; latency: number | undefined; error: string | undefined };

/**
 * `$context.authenticate`, `authorizer` and `authorize` of access logs (AWS API Gateway, variables for access logging only):
 * whether the caller's signature, or the authorizer's answer, was good, and whether policies then let it through. Steps that did
 * not happen are left out.
 */
export function authorizationVariables(exchange: Exchange): Record<string, unknown> {
  const { route, failure, failedPhase, authorizationLatencyMs, authorizerAnswer } = exchange;
  if (!route || route.route.authorizationType === 'NONE' || authorizationLatencyMs === null) return {};
  const latency = Math.round(authorizationLatencyMs);
  const refused = failedPhase === 'authorize' ? failure : null;
  const passed: Step = { status: 200, latency, error: undefined };
  const failed: Step = { status: exchange.status, latency, error: refused?.cause };
  const isSigned = route.route.authorizationType === 'AWS_IAM';
  const first = isSigned ? 'authenticate' : 'authorizer';
  const isFirstRefused = refused && (isSigned ? unauthenticated.has(refused.type) : refused.type !== 'ACCESS_DENIED');
  const outcome = isFirstRefused ? failed : passed;
  const context = {
    ...exchange.authorizer,
    ...(authorizerAnswer && {
      integrationLatency: Math.round(authorizerAnswer.latencyMs),
      integrationStatus: authorizerAnswer.status,
      requestId: authorizerAnswer.requestId ?? undefined,
    }),
  };
  if (isFirstRefused) return { [first]: { ...context, ...outcome } };
  return { [first]: { ...context, ...outcome }, authorize: refused ? failed : passed };
}
