import type { CredentialTable } from '#gateway/secrets/credentials.ts';
import { NoCredentials } from './no-credentials.ts';
import type { NodeCredentials } from './node-credentials.ts';
import { RenewedCredentials, type TemporaryCredentials } from './renewed-credentials.ts';
import type { AwsCredentials } from './sign.ts';

/** Whom a request is signed for. */
export type CredentialsRequest = { workspaceId: string; roleArn: string | null; region: string };

export type CredentialSourceOptions = {
  table: CredentialTable;
  /** The node's own, which its environment names. */
  node: NodeCredentials;
  now: () => number;
  /** Asks STS for a role's credentials. */
  assume: (by: AwsCredentials, request: CredentialsRequest & { roleArn: string }) => Promise<TemporaryCredentials>;
};

/**
 * Finds the credentials of an integration: without a role the workspace's default, else the node's own; with a role
 * the workspace's credential that stands for it, else the role is assumed. What is at hand is returned at once; one question
 * to STS serves all that wait for the same role.
 */
export class CredentialSource {
  private readonly options: CredentialSourceOptions;
  private readonly assumed = new Map<string, RenewedCredentials>();
  private generation = 0;

  constructor(options: CredentialSourceOptions) {
    this.options = options;
  }

  /** @throws NoCredentials at once; a promise that is returned rejects with the reason why there are none */
  find(request: CredentialsRequest): AwsCredentials | Promise<AwsCredentials> {
    const { workspaceId, roleArn } = request;
    const { table } = this.options;
    if (roleArn === null) return this.defaultOf(workspaceId);
    return table.forWorkspace(workspaceId, roleArn) ?? this.ofRole({ ...request, roleArn });
  }

  private defaultOf(workspaceId: string): AwsCredentials | Promise<AwsCredentials> {
    const credentials = this.options.table.forWorkspace(workspaceId, null) ?? this.options.node.find();
    if (credentials) return credentials;
    throw new NoCredentials(
      'The workspace has no default AWS credentials, and the node has none either: no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, web identity, profile or container credentials.',
    );
  }

  private ofRole(request: CredentialsRequest & { roleArn: string }): AwsCredentials | Promise<AwsCredentials> {
    const { table, now, assume } = this.options;
    // Credentials changed: roles that older ones assumed are not used again.
    if (table.generation !== this.generation) this.assumed.clear();
    this.generation = table.generation;
    const key = `${request.workspaceId} ${request.roleArn}`;
    let role = this.assumed.get(key);
    if (!role) {
      role = new RenewedCredentials(async () => assume(await this.defaultOf(request.workspaceId), request), now);
      this.assumed.set(key, role);
    }
    return role.get();
  }
}
