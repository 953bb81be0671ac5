import type { Environment } from '#gateway/aws/endpoints.ts';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import { KeySets } from './key-sets.ts';
import { ResultCache } from './result-cache.ts';

/** What authorization keeps between requests. */
export type AuthorizerServices = {
  /** The region that ARNs of methods name, and that signatures must be scoped to. */
  readonly region: string;
  /** What TOKEN and REQUEST authorizers answered. */
  readonly results: ResultCache;
  /** The keys of token issuers. */
  readonly keySets: KeySets;
};

/** The region of a node whose environment names none: AWS's default. */
const defaultRegion = 'us-east-1';

/** @param environment AWS_REGION or AWS_DEFAULT_REGION is the node's region, as the AWS SDKs read them */
export function createAuthorizerServices(upstream: UpstreamClient, environment: Environment): AuthorizerServices {
  return {
    region: environment.AWS_REGION || environment.AWS_DEFAULT_REGION || defaultRegion,
    results: new ResultCache(),
    keySets: new KeySets(upstream),
  };
}
