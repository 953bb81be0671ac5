import type { AwsUri } from '#core/integrations/aws-uri.ts';
import type { UpstreamClient, UpstreamRequest } from '#gateway/http/upstream-types.ts';
import type { SecretTables } from '#gateway/secrets/tables.ts';
import { assumeRole } from './assume-role.ts';
import { CredentialSource } from './credentials.ts';
import { NodeCredentials } from './node-credentials.ts';
import { endpointOf, type AwsEndpoint, type Environment } from './endpoints.ts';
import { signedHeaders, type AwsCredentials } from './sign.ts';

/** What a request to an AWS service is signed for. */
export type Signing = {
  workspaceId: string;
  /** A role; null for the workspace's default credentials. */
  roleArn: string | null;
  region: string;
  signingName: string;
  /** The caller's own credentials, in place of all others. */
  caller: AwsCredentials | null;
};

export type AwsClientOptions = {
  upstream: UpstreamClient;
  secrets: Pick<SecretTables, 'credentials' | 'workspaces'>;
  /** AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and their siblings, as the AWS SDKs read them; see `withProfile`. */
  environment: Environment;
  now?: () => number;
};

/** Endpoints, credentials and signatures of AWS services, for the workspaces of this node. */
export class AwsClient {
  private readonly credentials: CredentialSource;
  private readonly secrets: AwsClientOptions['secrets'];
  private readonly environment: Environment;
  private readonly now: () => number;

  constructor({ upstream, secrets, environment, now = Date.now }: AwsClientOptions) {
    this.secrets = secrets;
    this.environment = environment;
    this.now = now;
    this.credentials = new CredentialSource({
      table: secrets.credentials,
      node: new NodeCredentials({
        environment,
        upstream,
        sts: () => this.sts('', this.defaultRegion, this.defaultRegion.startsWith('cn-') ? 'aws-cn' : 'aws'),
        now,
      }),
      now,
      assume: (by, { workspaceId, roleArn, region }) => {
        const endpoint = this.sts(workspaceId, region, /^arn:([^:]+):/.exec(roleArn)?.[1] ?? 'aws');
        // A role's trust policy can hold it to one workspace by sts:RoleSessionName.
        const role = { roleArn, sessionName: `sluice-${workspaceId}` };
        return assumeRole({ upstream, endpoint, workspaceId }, by, role, now());
      },
    });
  }

  /** The region of what names none, as the AWS SDKs read it. */
  get defaultRegion(): string {
    return this.environment.AWS_REGION || this.environment.AWS_DEFAULT_REGION || 'us-east-1';
  }

  endpoint(workspaceId: string, place: Pick<AwsUri, 'partition' | 'region' | 'subdomain' | 'service'>): AwsEndpoint {
    return endpointOf(place, this.secrets.workspaces.get(workspaceId)?.endpoints ?? {}, this.environment);
  }

  private sts(workspaceId: string, region: string, partition: string): AwsEndpoint {
    return this.endpoint(workspaceId, { partition, region, subdomain: null, service: 'sts' });
  }

  /**
   * Signs a request in place: now when its credentials are at hand, else when they are.
   * @throws NoCredentials; a promise that is returned rejects with the reason why there are none
   */
  sign(request: UpstreamRequest, signing: Signing): void | Promise<void> {
    const found = signing.caller ?? this.credentials.find(signing);
    if (!(found instanceof Promise)) return this.signWith(request, signing, found);
    return found.then((credentials) => this.signWith(request, signing, credentials));
  }

  private signWith(request: UpstreamRequest, signing: Signing, credentials: AwsCredentials): void {
    const { method, path, rawHeaders, body } = request;
    if (body !== null && !Buffer.isBuffer(body)) throw new Error('A streamed body cannot be signed.');
    rawHeaders.push(...signedHeaders({ method, path, rawHeaders, body }, credentials, signing, this.now()));
  }
}
