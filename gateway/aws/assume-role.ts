import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import type { AwsEndpoint } from './endpoints.ts';
import { sendWhole } from './send-whole.ts';
import { signedHeaders, type AwsCredentials } from './sign.ts';

export type AssumedRole = { credentials: AwsCredentials; expiresAtMs: number };

const timeoutMs = 5_000;

/** STS would not give credentials for a role; the message is for the API's team. */
export class AssumeRoleFailed extends Error {
  override name = 'AssumeRoleFailed';
}

/**
 * Asks STS for credentials of a role (AWS STS, AssumeRole). The session is named after the workspace, so that a role's
 * trust policy can hold it to one workspace by `sts:RoleSessionName`.
 * @throws AssumeRoleFailed, UpstreamFailed
 */
export async function assumeRole(
  upstream: UpstreamClient,
  endpoint: AwsEndpoint,
  by: AwsCredentials,
  { workspaceId, roleArn, nowMs }: { workspaceId: string; roleArn: string; nowMs: number },
): Promise<AssumedRole> {
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: `sluice-${workspaceId}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64),
    DurationSeconds: '3600',
  });
  const body = Buffer.from(form.toString());
  const path = `${endpoint.basePath}/`;
  const headers = [
    'host',
    endpoint.host,
    'content-type',
    'application/x-www-form-urlencoded',
    'accept',
    'application/xml',
  ];
  const request = { method: 'POST', path, rawHeaders: headers, body };
  headers.push(...signedHeaders(request, by, endpoint, nowMs));
  const answer = await sendWhole(upstream, {
    ...request,
    rawHeaders: headers,
    workspaceId,
    origin: endpoint.origin,
    bodyLength: null,
    timeoutMs,
    insecureSkipVerification: false,
    isTrusted: endpoint.isTrusted,
  });
  const text = answer.body.toString('utf8');
  const accessKeyId = element(text, 'AccessKeyId');
  const secretAccessKey = element(text, 'SecretAccessKey');
  const sessionToken = element(text, 'SessionToken');
  const expiresAtMs = Date.parse(element(text, 'Expiration') ?? '');
  if (answer.status !== 200 || !accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAtMs)) {
    const reason = element(text, 'Message') ?? element(text, 'Code') ?? 'its answer holds no credentials';
    throw new AssumeRoleFailed(
      `STS answered ${answer.status} when ${roleArn} was to be assumed: ${reason.slice(0, 300)}`,
    );
  }
  return { credentials: { accessKeyId, secretAccessKey, sessionToken }, expiresAtMs };
}

/** The text of the first element of a name; STS answers hold no markup in what is read here. */
function element(xml: string, name: string): string | null {
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1] ?? null;
}
