import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import type { Environment } from './endpoints.ts';
import { NoCredentials } from './no-credentials.ts';
import type { TemporaryCredentials } from './renewed-credentials.ts';
import { sendWhole, type WholeAnswer } from './send-whole.ts';

const timeoutMs = 2_000;

/** Where Amazon ECS and EKS give a container its credentials. */
const containerHosts = new Set(['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]', 'localhost', '[::1]']);

/**
 * Credentials from the endpoint that the container's platform names (AWS SDKs and Tools Reference, container credential
 * provider). In clear it is asked on this machine and at the platforms' own addresses only.
 * @throws NoCredentials, UpstreamFailed
 */
export async function containerCredentials(
  upstream: UpstreamClient,
  environment: Environment,
): Promise<TemporaryCredentials> {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const address = relative ? `http://169.254.170.2${relative}` : environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (!address || !URL.canParse(address)) throw new NoCredentials('No endpoint of container credentials is named.');
  const url = new URL(address);
  const isNear = containerHosts.has(url.hostname) || (isIP(url.hostname) === 4 && url.hostname.startsWith('127.'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear)) {
    throw new NoCredentials(`Container credentials are not fetched from ${url.origin} without TLS.`);
  }
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token = file ? readFileSync(file, 'utf8').trim() : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  if (token && /[\r\n]/.test(token)) throw new NoCredentials('The container authorization token has a line break.');
  return readCredentials(await get(upstream, 'GET', url, token ? ['authorization', token] : []), url);
}

/**
 * Credentials of the instance's role, from Amazon EC2's metadata service in version 2.
 * @throws NoCredentials, UpstreamFailed
 */
export async function instanceCredentials(
  upstream: UpstreamClient,
  environment: Environment,
): Promise<TemporaryCredentials> {
  const base = environment.AWS_EC2_METADATA_SERVICE_ENDPOINT || 'http://169.254.169.254';
  const tokenUrl = new URL('/latest/api/token', base);
  const session = await get(upstream, 'PUT', tokenUrl, ['x-aws-ec2-metadata-token-ttl-seconds', '21600']);
  if (session.status !== 200) throw new NoCredentials(`${tokenUrl.href} answered ${session.status}.`);
  const headers = ['x-aws-ec2-metadata-token', session.body.toString('latin1').trim()];
  const listUrl = new URL('/latest/meta-data/iam/security-credentials/', base);
  const roles = await get(upstream, 'GET', listUrl, headers);
  const role = roles.status === 200 ? roles.body.toString('utf8').split('\n', 1)[0]?.trim() : '';
  if (!role) throw new NoCredentials(`The instance has no role: ${listUrl.href} answered ${roles.status}.`);
  const url = new URL(encodeURIComponent(role), listUrl);
  return readCredentials(await get(upstream, 'GET', url, headers), url);
}

function get(upstream: UpstreamClient, method: string, url: URL, headers: string[]): Promise<WholeAnswer> {
  return sendWhole(upstream, {
    workspaceId: '',
    origin: url.origin,
    method,
    path: `${url.pathname}${url.search}`,
    rawHeaders: ['host', url.host, ...headers],
    body: null,
    bodyLength: null,
    timeoutMs,
    insecureSkipVerification: false,
    isTrusted: true,
  });
}

function readCredentials({ status, body }: WholeAnswer, url: URL): TemporaryCredentials {
  let value: unknown = null;
  try {
    value = status === 200 ? JSON.parse(body.toString('utf8')) : null;
  } catch {
    // Not JSON is as good as no credentials.
  }
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = (value ?? {}) as Record<string, unknown>;
  const expiresAtMs = Date.parse(String(Expiration));
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string' || Number.isNaN(expiresAtMs)) {
    throw new NoCredentials(`${url.origin}${url.pathname} answered ${status} without credentials.`);
  }
  const sessionToken = typeof Token === 'string' && Token !== '' ? Token : null;
  return { credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken }, expiresAtMs };
}
