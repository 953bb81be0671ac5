import { createAuthorizerServices, type AuthorizerServices } from '#gateway/authorizers/authorizer-services.ts';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import { createUpstreamClient } from '#gateway/http/upstream.ts';
import type { SecretTables } from '#gateway/secrets/tables.ts';
import { AwsClient } from './aws-client.ts';
import type { Environment } from './endpoints.ts';
import type { LambdaInvoker } from './lambda-types.ts';
import { withProfile } from './profile-environment.ts';
import { LambdaFunctions } from './lambda.ts';

/** All ways out of a node: plain HTTP, signed calls of AWS services, and Lambda functions. */
export type Outbound = {
  readonly upstream: UpstreamClient;
  readonly aws: AwsClient;
  readonly lambda: LambdaInvoker;
  readonly authorizers: AuthorizerServices;
};

export function createOutbound(
  secrets: SecretTables,
  { allowPrivate, environment: given }: { allowPrivate: boolean; environment: Environment },
): Outbound {
  const environment = withProfile(given);
  const upstream = createUpstreamClient({ allowPrivate, policyOf: (id) => secrets.workspaces.addresses(id) });
  const aws = new AwsClient({ upstream, secrets, environment });
  return {
    upstream,
    aws,
    lambda: new LambdaFunctions(aws, upstream),
    authorizers: createAuthorizerServices(upstream, environment),
  };
}
