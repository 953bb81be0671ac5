import { evaluatePolicy, roleOf } from '#core/policies/evaluate-policy.ts';
import { maskAccount, methodArn, methodArnMaxBytes } from '#core/policies/method-arn.ts';
import type { ConditionContext, Policy, PolicyOutcome, Principal } from '#core/policies/policy.ts';
import { headerValue } from '#gateway/http/headers.ts';
import { lenientPath } from '#gateway/http/lenient-path.ts';
import { segmentKey } from '#gateway/http/target.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import type { AccessKey } from '#gateway/secrets/access-keys.ts';
import { refusal } from './refusal.ts';

/**
 * The ARN of the method that a request asks for. Its path has the form in which routes are compared, without a slash at
 * its end, so that no other spelling of a path slips past a policy.
 */
export function methodArnOf(exchange: Exchange): string {
  return arnOfPath(exchange, exchange.path.slice(exchange.resourceStart));
}

function arnOfPath({ stage, services, apiId, call }: Exchange, path: string): string {
  const below = segmentKey(path).replace(/\/$/, '');
  return methodArn({
    region: services.authorizers.region,
    accountId: stage?.state.accountId ?? '',
    apiId,
    stageName: stage?.state.stageName ?? '',
    httpMethod: call.method,
    path: below === '' ? '/' : below,
  });
}

/** 414 for a method ARN that is longer than AWS API Gateway takes for methods with authorization. */
export function tooLongArn(arn: string): Failure | undefined {
  if (Buffer.byteLength(arn) <= methodArnMaxBytes) return undefined;
  const cause = `The ARN of the request has more than ${methodArnMaxBytes} bytes.`;
  return { type: 'DEFAULT_4XX', cause, message: 'Request URI too long', status: 414 };
}

/**
 * What a policy says of a request. Of a caller who signed, the key tells who that is. A deny also counts when it is of the path as
 * a lenient upstream may read it: `/admin%2Fusers` and `/admin;a/users` are no way around a deny of `/admin/*`.
 */
export function accessUnder(
  policy: Policy | null,
  exchange: Exchange,
  arn: string,
  key: AccessKey | null = null,
  action = 'execute-api:Invoke',
): PolicyOutcome {
  if (policy === null) return 'implicit-deny';
  const principal: Principal | null = key && { arn: key.userArn, accountId: key.accountId };
  const request = { action, resource: arn, principal, context: conditionContext(exchange, key) };
  const outcome = evaluatePolicy(policy, request);
  const lenient = lenientPath(exchange.path, exchange.resourceStart);
  if (lenient === null || outcome === 'explicit-deny') return outcome;
  const otherwise = evaluatePolicy(policy, { ...request, resource: arnOfPath(exchange, lenient) });
  return otherwise === 'explicit-deny' ? otherwise : outcome;
}

/** The values of condition keys; see core/policies/condition-keys.ts for which there are. */
function conditionContext(exchange: Exchange, key: AccessKey | null): ConditionContext {
  return (name) => {
    const value = conditionValue(name, exchange, key);
    return value === null ? undefined : [value];
  };
}

function conditionValue(name: string, exchange: Exchange, key: AccessKey | null): string | null {
  switch (name) {
    case 'aws:currenttime':
      return new Date(exchange.atMs).toISOString();
    case 'aws:epochtime':
      return String(Math.floor(exchange.atMs / 1000));
    case 'aws:referer':
      return headerValue(exchange.call.rawHeaders, 'referer');
    case 'aws:requestedregion':
      return exchange.services.authorizers.region;
    case 'aws:securetransport':
      return String(exchange.scheme === 'https');
    case 'aws:sourceip':
      return exchange.sourceIp;
    case 'aws:useragent':
      return exchange.userAgent;
    default:
      return key && principalValue(name, key);
  }
}

function principalValue(name: string, { userArn, accountId, principalId }: AccessKey): string | null {
  const user = /^arn:[^:]+:iam::\d{12}:user\/(?:.*\/)?([^/]+)$/.exec(userArn);
  switch (name) {
    case 'aws:principalaccount':
      return accountId;
    case 'aws:principalarn':
      return roleOf(userArn);
    case 'aws:principaltype':
      return user ? 'User' : 'AssumedRole';
    case 'aws:userid':
      return principalId;
    case 'aws:username':
      return user?.[1] ?? null;
    default:
      return null;
  }
}

/** 403 with AWS's sentence, or a plain one. */
export function accessDenied(
  exchange: Exchange,
  outcome: Exclude<PolicyOutcome, 'allow'>,
  { arn, user, by }: { arn: string; user: string | null; by: string },
): Failure {
  const isExplicit = outcome === 'explicit-deny';
  const who = user === null ? 'User' : `User: ${user}`;
  const what = user === null ? 'access this resource' : `perform: execute-api:Invoke on resource: ${maskAccount(arn)}`;
  return refusal(exchange, 'ACCESS_DENIED', {
    cause: `${by} ${isExplicit ? 'denies' : 'does not allow'} execute-api:Invoke on ${arn}.`,
    strict: `${who} is not authorized to ${what}${isExplicit ? ' with an explicit deny' : ''}`,
    friendly: `${by} ${isExplicit ? 'denies' : 'does not allow'} this call.`,
  });
}
