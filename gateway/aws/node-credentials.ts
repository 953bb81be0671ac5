import { readFileSync } from 'node:fs';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import { assumeRole, assumeRoleWithWebIdentity, type RoleRequest, type Sts } from './assume-role.ts';
import type { AwsEndpoint, Environment } from './endpoints.ts';
import { containerCredentials, instanceCredentials } from './metadata-credentials.ts';
import { NoCredentials } from './no-credentials.ts';
import { profileName, readProfileFiles } from './profile-files.ts';
import { RenewedCredentials, type TemporaryCredentials } from './renewed-credentials.ts';
import type { AwsCredentials } from './sign.ts';

/** Profiles are read anew this often, and sooner when they are used, so that edited files are noticed, ms. */
const profileKeptMs = 15 * 60_000;

export type NodeCredentialsOptions = {
  environment: Environment;
  upstream: UpstreamClient;
  /** STS as the node itself reaches it. */
  sts: () => AwsEndpoint;
  now: () => number;
};

/**
 * The node's own credentials, from the first of these that the environment names (as the AWS SDKs look for them): access key,
 * web identity, profile, container. The instance's role is asked for only where AWS_EC2_METADATA_DISABLED is `false`: a gateway
 * lends its credentials to all its workspaces, and must not lend a role that nobody gave it.
 */
export class NodeCredentials {
  private readonly options: NodeCredentialsOptions;
  private readonly fixed: AwsCredentials | null;
  private readonly renewed: RenewedCredentials | null;

  constructor(options: NodeCredentialsOptions) {
    this.options = options;
    this.fixed = staticOf(options.environment);
    const load = this.fixed ? null : this.chooseSource();
    this.renewed = load && new RenewedCredentials(load, options.now);
  }

  /** Null when there are none; see RenewedCredentials for what is thrown. */
  find(): AwsCredentials | Promise<AwsCredentials> | null {
    return this.fixed ?? this.renewed?.get() ?? null;
  }

  private chooseSource(): (() => Promise<TemporaryCredentials>) | null {
    const { environment, upstream } = this.options;
    const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: roleArn } = environment;
    if (tokenFile && roleArn) {
      const sessionName = environment.AWS_ROLE_SESSION_NAME || 'sluice';
      return () => this.byWebIdentity(tokenFile, { roleArn, sessionName });
    }
    const name = profileName(environment);
    if (environment.AWS_PROFILE || hasCredentials(readProfileFiles(environment).profile(name))) {
      return () => this.ofProfile(name, new Set());
    }
    if (environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI) {
      return () => containerCredentials(upstream, environment);
    }
    return environment.AWS_EC2_METADATA_DISABLED === 'false' ? () => instanceCredentials(upstream, environment) : null;
  }

  /** @param visited profiles whose source this one is */
  private async ofProfile(name: string, visited: Set<string>): Promise<TemporaryCredentials> {
    const profile = readProfileFiles(this.options.environment).profile(name);
    if (!profile) throw new NoCredentials(`The AWS profile ${name} is in neither of the shared files.`);
    const [roleArn, tokenFile] = [profile.get('role_arn'), profile.get('web_identity_token_file')];
    const accessKeyId = profile.get('aws_access_key_id');
    const secretAccessKey = profile.get('aws_secret_access_key');
    // A profile that is its own source gives its keys.
    if (roleArn && !visited.has(name)) {
      const role: RoleRequest = {
        roleArn,
        sessionName: profile.get('role_session_name') || 'sluice',
        externalId: profile.get('external_id'),
        durationSeconds: profile.get('duration_seconds'),
      };
      if (profile.has('mfa_serial')) throw new NoCredentials(`The AWS profile ${name} asks for a one-time code.`);
      if (tokenFile) return this.byWebIdentity(tokenFile, role);
      visited.add(name);
      const by = await this.sourceOf(name, profile, visited);
      return assumeRole(this.sts, by.credentials, role, this.options.now());
    }
    if (!accessKeyId || !secretAccessKey) {
      throw new NoCredentials(`The AWS profile ${name} has no access key and no role that a node can assume.`);
    }
    const sessionToken = profile.get('aws_session_token') || null;
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    return { credentials, expiresAtMs: this.options.now() + profileKeptMs };
  }

  private async sourceOf(
    name: string,
    profile: ReadonlyMap<string, string>,
    visited: Set<string>,
  ): Promise<TemporaryCredentials> {
    const { environment, upstream, now } = this.options;
    const source = profile.get('source_profile');
    if (source && (source === name || !visited.has(source))) return this.ofProfile(source, visited);
    const kind = profile.get('credential_source');
    if (kind === 'EcsContainer') return containerCredentials(upstream, environment);
    if (kind === 'Ec2InstanceMetadata') return instanceCredentials(upstream, environment);
    const credentials = kind === 'Environment' ? staticOf(environment) : null;
    if (credentials) return { credentials, expiresAtMs: now() + profileKeptMs };
    throw new NoCredentials(`The AWS profile ${name} has a role and no source of credentials to assume it with.`);
  }

  private byWebIdentity(tokenFile: string, role: RoleRequest): Promise<TemporaryCredentials> {
    return assumeRoleWithWebIdentity(this.sts, readFileSync(tokenFile, 'utf8').trim(), role);
  }

  private get sts(): Sts {
    return { upstream: this.options.upstream, endpoint: this.options.sts(), workspaceId: '' };
  }
}

function staticOf(environment: Environment): AwsCredentials | null {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN || null,
  };
}

/** A default profile may hold a region only: it is no reason to look nowhere else. */
function hasCredentials(profile: ReadonlyMap<string, string> | null): boolean {
  return profile !== null && (profile.has('aws_access_key_id') || profile.has('role_arn'));
}
