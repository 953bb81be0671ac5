import type { CredentialTable } from '#gateway/secrets/credentials.ts';
import type { AssumedRole } from './assume-role.ts';
import type { Environment } from './endpoints.ts';
import type { AwsCredentials } from './sign.ts';

/** There are no credentials to sign with; the message is for the API's team. */
export class NoCredentials extends Error {
  override name = 'NoCredentials';
}

/** Assumed credentials are renewed this long before they end, and not used at all shortly before it, ms. */
const renewBeforeMs = 5 * 60_000;
const uselessBeforeMs = 10_000;
/** A role that could not be assumed is not tried again for this long, ms. */
const failureHoldMs = 1_000;

type Assumption = {
  role: AssumedRole | null;
  pending: Promise<AwsCredentials> | null;
  failure: { error: Error; atMs: number } | null;
};

/** Whom a request is signed for. */
export type CredentialsRequest = { workspaceId: string; roleArn: string | null; region: string };

export type CredentialSourceOptions = {
  table: CredentialTable;
  environment: Environment;
  now: () => number;
  /** Asks STS for a role's credentials. */
  assume: (by: AwsCredentials, request: CredentialsRequest & { roleArn: string }) => Promise<AssumedRole>;
};

/**
 * Finds the credentials of an integration: without a role the workspace's default, else the node's environment; with a role
 * the workspace's credential that stands for it, else the role is assumed. What is at hand is returned at once; one question
 * to STS serves all that wait for the same role.
 */
export class CredentialSource {
  private readonly options: CredentialSourceOptions;
  private readonly fromEnvironment: AwsCredentials | null;
  private readonly assumptions = new Map<string, Assumption>();
  private generation = 0;

  constructor(options: CredentialSourceOptions) {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = options.environment;
    this.options = options;
    this.fromEnvironment =
      AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
        ? {
            accessKeyId: AWS_ACCESS_KEY_ID,
            secretAccessKey: AWS_SECRET_ACCESS_KEY,
            sessionToken: AWS_SESSION_TOKEN || null,
          }
        : null;
  }

  /** @throws NoCredentials at once; a promise that is returned rejects with the reason why the role was not assumed */
  find(request: CredentialsRequest): AwsCredentials | Promise<AwsCredentials> {
    const { workspaceId, roleArn } = request;
    const { table } = this.options;
    if (roleArn === null) return this.defaultOf(workspaceId);
    return table.forWorkspace(workspaceId, roleArn) ?? this.assumed({ ...request, roleArn });
  }

  private defaultOf(workspaceId: string): AwsCredentials {
    const credentials = this.options.table.forWorkspace(workspaceId, null) ?? this.fromEnvironment;
    if (credentials) return credentials;
    throw new NoCredentials(
      'The workspace has no default AWS credentials, and the node has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  }

  private assumed(request: CredentialsRequest & { roleArn: string }): AwsCredentials | Promise<AwsCredentials> {
    const { table, now } = this.options;
    // Credentials changed: roles that older ones assumed are not used again.
    if (table.generation !== this.generation) this.assumptions.clear();
    this.generation = table.generation;
    const key = `${request.workspaceId} ${request.roleArn}`;
    let assumption = this.assumptions.get(key);
    if (!assumption) this.assumptions.set(key, (assumption = { role: null, pending: null, failure: null }));
    const { role, failure } = assumption;
    const leftMs = (role?.expiresAtMs ?? 0) - now();
    if (role && leftMs > renewBeforeMs) return role.credentials;
    const isUsable = role !== null && leftMs > uselessBeforeMs;
    if (failure && now() - failure.atMs < failureHoldMs) {
      if (isUsable) return role.credentials;
      throw failure.error;
    }
    assumption.pending ??= this.renew(assumption, request);
    if (!isUsable) return assumption.pending;
    assumption.pending.catch(() => undefined);
    return role.credentials;
  }

  private async renew(
    assumption: Assumption,
    request: CredentialsRequest & { roleArn: string },
  ): Promise<AwsCredentials> {
    const { assume, now } = this.options;
    try {
      const role = await assume(this.defaultOf(request.workspaceId), request);
      assumption.role = role;
      assumption.failure = null;
      return role.credentials;
    } catch (error) {
      assumption.failure = { error: error as Error, atMs: now() };
      throw error;
    } finally {
      assumption.pending = null;
    }
  }
}
