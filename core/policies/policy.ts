import type { ArnPattern } from './arn.ts';
import type { Matcher } from './condition-operators.ts';
import type { Pattern } from './pattern.ts';

/** A policy document, parsed and checked: AWS IAM's JSON policy language, as far as API Gateway uses it. */
export type Policy = {
  /** 2008-10-17 has no variables: `${aws:username}` is that text itself. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
};

export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  /** Null in policies that belong to a principal themselves. */
  readonly principals: { readonly negated: boolean; readonly names: readonly string[] } | null;
  /** Lower case: actions ignore case. */
  readonly actions: { readonly negated: boolean; readonly patterns: readonly Pattern[] };
  readonly resources: { readonly negated: boolean; readonly patterns: readonly ResourcePattern[] };
  readonly conditions: readonly Condition[];
};

/** An ARN, or `execute-api:/stage/METHOD/path` of the API that holds the policy. */
export type ResourcePattern = { readonly arn: ArnPattern } | { readonly short: Pattern };

/** One operator on one key. All conditions of a statement must hold; the values of one are alternatives. */
export type Condition = {
  /** Lower case. */
  readonly key: string;
  readonly test:
    | { readonly kind: 'null'; readonly isAbsent: boolean }
    | {
        readonly kind: 'values';
        readonly quantifier: 'ForAnyValue' | 'ForAllValues' | null;
        readonly ifExists: boolean;
        readonly negated: boolean;
        readonly matchers: readonly Matcher[];
      };
};

export type Principal = {
  /** `arn:aws:iam::{account}:user/{name}`, or `arn:aws:sts::{account}:assumed-role/{role}/{session}`. */
  readonly arn: string;
  readonly accountId: string;
};

/** The values of a condition key (lower case) in a request; undefined when the request does not have it. */
export type ConditionContext = (key: string) => readonly string[] | undefined;

export type PolicyRequest = {
  /** `execute-api:Invoke`. */
  readonly action: string;
  /** The ARN of a method of a stage. */
  readonly resource: string;
  /** Null when nobody proved who calls. */
  readonly principal: Principal | null;
  readonly context: ConditionContext;
};

/** An explicit deny outweighs every allow. What no statement speaks of is denied, unless another policy allows it. */
export type PolicyOutcome = 'allow' | 'explicit-deny' | 'implicit-deny';
