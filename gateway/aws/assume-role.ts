import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import type { AwsEndpoint } from './endpoints.ts';
import type { TemporaryCredentials } from './renewed-credentials.ts';
import { sendWhole } from './send-whole.ts';
import { signedHeaders, type AwsCredentials } from './sign.ts';

const timeoutMs = 5_000;

/** STS would not give credentials for a role; the message is for the API's team. */
export class AssumeRoleFailed extends Error {
  override name = 'AssumeRoleFailed';
}

/** The role that is wanted, and for whom. */
export type RoleRequest = {
  roleArn: string;
  sessionName: string;
  externalId?: string | undefined;
  /** 900 to 43,200; an hour when it is left out. */
  durationSeconds?: string | undefined;
};

/** How STS is reached, and whose connections are used: a workspace's, or with an empty text the node's own. */
export type Sts = { upstream: UpstreamClient; endpoint: AwsEndpoint; workspaceId: string };

/**
 * Asks STS for credentials of a role (AWS STS, AssumeRole).
 * @throws AssumeRoleFailed, UpstreamFailed
 */
export function assumeRole(
  sts: Sts,
  by: AwsCredentials,
  role: RoleRequest,
  nowMs: number,
): Promise<TemporaryCredentials> {
  return ask(sts, { Action: 'AssumeRole' }, role, (request) => signedHeaders(request, by, sts.endpoint, nowMs));
}

/**
 * Asks STS for credentials of a role that trusts the issuer of a token (AWS STS, AssumeRoleWithWebIdentity). Nothing is signed.
 * @throws AssumeRoleFailed, UpstreamFailed
 */
export function assumeRoleWithWebIdentity(sts: Sts, token: string, role: RoleRequest): Promise<TemporaryCredentials> {
  return ask(sts, { Action: 'AssumeRoleWithWebIdentity', WebIdentityToken: token }, role, () => []);
}

type StsRequest = { method: string; path: string; rawHeaders: string[]; body: Buffer };

async function ask(
  { upstream, endpoint, workspaceId }: Sts,
  action: Record<string, string>,
  { roleArn, sessionName, externalId, durationSeconds = '3600' }: RoleRequest,
  sign: (request: StsRequest) => string[],
): Promise<TemporaryCredentials> {
  const form = new URLSearchParams({
    ...action,
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: sessionName.replace(/[^\w+=,.@-]/g, '-').slice(0, 64),
    DurationSeconds: durationSeconds,
    ...(externalId !== undefined && { ExternalId: externalId }),
  });
  const headers = [
    ...['host', endpoint.host, 'content-type', 'application/x-www-form-urlencoded'],
    ...['accept', 'application/xml'],
  ];
  const body = Buffer.from(form.toString());
  const request = { method: 'POST', path: `${endpoint.basePath}/`, rawHeaders: headers, body };
  headers.push(...sign(request));
  const answer = await sendWhole(upstream, {
    ...request,
    workspaceId,
    origin: endpoint.origin,
    bodyLength: null,
    timeoutMs,
    insecureSkipVerification: false,
    isTrusted: endpoint.isTrusted,
  });
  return readAnswer(answer.status, answer.body.toString('utf8'), roleArn);
}

function readAnswer(status: number, text: string, roleArn: string): TemporaryCredentials {
  const accessKeyId = element(text, 'AccessKeyId');
  const secretAccessKey = element(text, 'SecretAccessKey');
  const sessionToken = element(text, 'SessionToken');
  const expiresAtMs = Date.parse(element(text, 'Expiration') ?? '');
  if (status !== 200 || !accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAtMs)) {
    const reason = element(text, 'Message') ?? element(text, 'Code') ?? 'its answer holds no credentials';
    throw new AssumeRoleFailed(`STS answered ${status} when ${roleArn} was to be assumed: ${reason.slice(0, 300)}`);
  }
  return { credentials: { accessKeyId, secretAccessKey, sessionToken }, expiresAtMs };
}

/** The text of the first element of a name; STS answers hold no markup in what is read here. */
function element(xml: string, name: string): string | null {
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1] ?? null;
}
