import type { PolicyOutcome } from './policy.ts';

/**
 * What the caller's policy (of its access key, or an authorizer's answer) and the API's resource policy amount to when
 * caller and API belong to one account: an allow of either is enough unless one denies (AWS API Gateway, Table A).
 */
export function decideSameAccount(identity: PolicyOutcome, resource: PolicyOutcome): PolicyOutcome {
  if (identity === 'explicit-deny' || resource === 'explicit-deny') return 'explicit-deny';
  return identity === 'allow' || resource === 'allow' ? 'allow' : 'implicit-deny';
}

/** The same for a caller of another account: both must allow (AWS API Gateway, Table B). */
export function decideCrossAccount(identity: PolicyOutcome, resource: PolicyOutcome): PolicyOutcome {
  if (identity === 'explicit-deny' || resource === 'explicit-deny') return 'explicit-deny';
  return identity === 'allow' && resource === 'allow' ? 'allow' : 'implicit-deny';
}
