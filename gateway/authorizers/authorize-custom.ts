import { createHash } from 'node:crypto';
import type { AuthorizerAnswer } from '#core/authorizers/lambda-answer.ts';
import { decideSameAccount } from '#core/policies/decide.ts';
import type { Policy, PolicyOutcome } from '#core/policies/policy.ts';
import type { Exchange, Failure, Outcome } from '#gateway/pipeline/exchange.ts';
import { askAuthorizer } from './ask-authorizer.ts';
import { requestEvent, tokenEvent } from './authorizer-event.ts';
import { identityValues, sourceName } from './identity.ts';
import { accessDenied, accessUnder, methodArnOf, tooLongArn } from './method-access.ts';
import type { CustomAuthorizer } from './prepare-authorizer.ts';
import { unauthorized } from './refusal.ts';
import { isAnswer } from './result-cache.ts';

/** Decides by the policy that a TOKEN or REQUEST authorizer answers, now when that answer is still kept. */
export function authorizeCustom(exchange: Exchange, authorizer: CustomAuthorizer): Outcome {
  const arn = methodArnOf(exchange);
  const tooLong = tooLongArn(arn);
  if (tooLong) return tooLong;
  const identity = identityOf(exchange, authorizer);
  if (!Array.isArray(identity)) return identity;
  const { results } = exchange.services.authorizers;
  if (authorizer.ttlMs === 0)
    return ask(exchange, authorizer, arn, identity).then((result) => settle(exchange, arn, result));
  const key = cacheKey(exchange, authorizer, identity);
  const known = results.find(key);
  if (known) return settle(exchange, arn, known);
  return results
    .load(key, authorizer.ttlMs, () => ask(exchange, authorizer, arn, identity))
    .then((result) => settle(exchange, arn, result));
}

/** The values of all identity sources, or 401 when one has none: the authorizer is not asked then. */
export function identityOf(exchange: Exchange, { sources, token }: CustomAuthorizer): string[][] | Failure {
  const identity: string[][] = [];
  for (const source of sources) {
    const values = identityValues(exchange, source);
    if (values.length === 0 || values.some((value) => value.trim() === '')) {
      return unauthorized(exchange, `The request has no ${sourceName(source)}.`);
    }
    identity.push([...values]);
  }
  if (token === null) return identity;
  const [values = []] = identity;
  if (values.length > 1) return unauthorized(exchange, `The request has more than one header ${token.header}.`);
  if (token.expression?.matches(values[0] ?? '') === false) {
    return unauthorized(
      exchange,
      `The token in header ${token.header} has not the form that this API expects.`,
      'The token does not match the identity validation expression.',
    );
  }
  return identity;
}

export function ask(
  exchange: Exchange,
  authorizer: CustomAuthorizer,
  arn: string,
  identity: readonly string[][],
): Promise<AuthorizerAnswer | Failure> {
  const event = authorizer.token ? tokenEvent(arn, identity[0]?.[0] ?? '') : requestEvent(exchange, arn);
  return askAuthorizer(exchange, authorizer, event);
}

/**
 * AWS's key is the values of the identity sources. The stage, its flushes and its variables, and the authorizer as it is
 * now, are part of it too, so that none takes another one's answer for its own.
 */
function cacheKey({ stage, side }: Exchange, { fingerprint }: CustomAuthorizer, identity: readonly string[][]): string {
  const parts = [stage?.id, stage?.state.authorizerCacheEpoch, fingerprint, side?.variables, identity];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** The answer's policy is evaluated for the method of each request, together with the API's (Table A). */
function settle(exchange: Exchange, arn: string, result: AuthorizerAnswer | Failure): Failure | undefined {
  if (!isAnswer(result)) return result;
  const { principalId, policy, context, usageIdentifierKey } = result;
  exchange.principalId = principalId;
  exchange.authorizer = { ...context, principalId };
  exchange.usageIdentifierKey = usageIdentifierKey;
  const outcome = decide(exchange, policy, arn, 'execute-api:Invoke');
  if (outcome !== 'allow') return accessDenied(exchange, outcome, { arn, user: null, by: "The authorizer's policy" });
  exchange.mayInvalidateCache = decide(exchange, policy, arn, 'execute-api:InvalidateCache') === 'allow';
  return undefined;
}

function decide(exchange: Exchange, policy: Policy, arn: string, action: string): PolicyOutcome {
  const resourcePolicy = exchange.side?.prepared.policy ?? null;
  return decideSameAccount(
    accessUnder(policy, exchange, arn, null, action),
    accessUnder(resourcePolicy, exchange, arn, null, action),
  );
}
