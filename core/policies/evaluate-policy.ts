import { matchesArn } from './arn.ts';
import { matchesPattern, type VariableLookup } from './pattern.ts';
import type {
  Condition,
  Policy,
  PolicyOutcome,
  PolicyRequest,
  Principal,
  ResourcePattern,
  Statement,
} from './policy.ts';

/**
 * What a policy says of a request. Every statement is looked at: one deny that applies decides, whatever else allows
 * (AWS IAM, policy evaluation logic). A policy of null says nothing.
 */
export function evaluatePolicy(policy: Policy | null, request: PolicyRequest): PolicyOutcome {
  let outcome: PolicyOutcome = 'implicit-deny';
  for (const statement of policy?.statements ?? []) {
    if (!applies(statement, request)) continue;
    if (statement.effect === 'Deny') return 'explicit-deny';
    outcome = 'allow';
  }
  return outcome;
}

function applies(statement: Statement, request: PolicyRequest): boolean {
  const { actions, resources, principals, conditions } = statement;
  const lookup: VariableLookup = (key) => request.context(key)?.[0];
  const action = request.action.toLowerCase();
  if (actions.patterns.some((pattern) => matchesPattern(pattern, action, lookup)) === actions.negated) return false;
  const isNamed = resources.patterns.some((pattern) => matchesResource(pattern, request.resource, lookup));
  if (isNamed === resources.negated) return false;
  if (principals && principals.names.some((name) => matchesPrincipal(name, request.principal)) === principals.negated) {
    return false;
  }
  return conditions.every((condition) => holds(condition, request, lookup));
}

function matchesResource(pattern: ResourcePattern, resource: string, lookup: VariableLookup): boolean {
  if ('arn' in pattern) return matchesArn(pattern.arn, resource, lookup);
  // `arn:aws:execute-api:{region}:{account}:{api}/{stage}/...` is `execute-api:/{stage}/...` to its own API.
  const slash = resource.indexOf('/');
  return slash >= 0 && matchesPattern(pattern.short, `execute-api:${resource.slice(slash)}`, lookup);
}

/** `*` is everyone; an account, or its root, is everyone in it; a role is all its sessions. */
function matchesPrincipal(name: string, principal: Principal | null): boolean {
  if (name === '*') return true;
  if (!principal) return false;
  const account = /^(?:arn:aws[a-z-]*:iam::(\d{12}):root|(\d{12}))$/.exec(name);
  if (account) return (account[1] ?? account[2]) === principal.accountId;
  const wanted = inOnePartition(name);
  const arn = inOnePartition(principal.arn);
  return wanted === arn || wanted === roleOf(arn);
}

function inOnePartition(arn: string): string {
  return arn.replace(/^arn:aws[a-z-]*:/, 'arn:aws:');
}

/** The role of a session's ARN; of other ARNs the ARN itself (AWS: `aws:PrincipalArn`). */
export function roleOf(arn: string): string {
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(arn);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : arn;
}

function holds({ key, test }: Condition, request: PolicyRequest, lookup: VariableLookup): boolean {
  const values = request.context(key);
  if (test.kind === 'null') return (values === undefined) === test.isAbsent;
  const { quantifier, matchers, negated } = test;
  const all = quantifier === 'ForAllValues' || (negated && quantifier === null);
  if (values === undefined) return test.ifExists || all;
  const isRight = (value: string) => matchers.some((matches) => matches(value, lookup)) !== negated;
  return all ? values.every(isRight) : values.some(isRight);
}
