import { accessDenied, accessUnder, methodArnOf } from '#gateway/authorizers/method-access.ts';
import type { Exchange, Outcome } from './exchange.ts';

/**
 * The API's resource policy, before anyone is asked who they are. A method without authorization needs an explicit allow
 * of it; a Lambda or HTTP authorizer is not asked for callers whom it denies. With AWS_IAM and tokens it is evaluated once
 * the caller is known, in `authorize` (AWS: how resource policies affect the authorization workflow).
 */
export function evaluatePolicy(exchange: Exchange): Outcome {
  const { side, route, trace } = exchange;
  if (!side || !route) throw new Error('A route was matched.');
  const { policy } = side.prepared;
  if (policy === null) {
    trace?.skip('The API has no resource policy.');
    return undefined;
  }
  const { authorizationType } = route.route;
  if (trace) {
    trace.skip('Test calls are not checked against the resource policy.');
    return undefined;
  }
  if (authorizationType !== 'NONE' && authorizationType !== 'CUSTOM') return undefined;
  const arn = methodArnOf(exchange);
  const outcome = accessUnder(policy, exchange, arn);
  if (outcome === 'explicit-deny' || (outcome !== 'allow' && authorizationType === 'NONE')) {
    return accessDenied(exchange, outcome, { arn, user: 'anonymous', by: "The API's resource policy" });
  }
  return undefined;
}
