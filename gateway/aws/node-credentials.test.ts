import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { UpstreamClient } from '../http/upstream-types.ts';
import { createUpstreamClient } from '../http/upstream.ts';
import { endpointOf, type Environment } from './endpoints.ts';
import { NoCredentials } from './no-credentials.ts';
import { NodeCredentials } from './node-credentials.ts';

/** One server is STS, a container's platform and an instance's metadata service. */
const asked: { request: IncomingMessage; form: URLSearchParams }[] = [];
let server: Server;
let url: string;
let upstream: UpstreamClient;
let folder: string;
let nowMs: number;

const ends = '2030-01-01T00:00:00Z';
const json = (id: string) =>
  JSON.stringify({ Code: 'Success', AccessKeyId: id, SecretAccessKey: 's', Token: 't', Expiration: ends });
const xml = (id: string) =>
  `<R><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${ends}</Expiration></Credentials></R>`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-credentials-'));
  // Public addresses only: these endpoints are reached because the node's operator named them.
  upstream = createUpstreamClient({ allowPrivate: false });
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const form = new URLSearchParams(text);
      asked.push({ request, form });
      const path = request.url ?? '';
      const { headers, method } = request;
      if (path === '/') response.end(xml(`ASIA-${form.get('RoleArn')}`));
      else if (path === '/container') response.end(headers.authorization === 'Bearer me' ? json('CONTAINER') : '{}');
      else if (path === '/latest/api/token') response.end(method === 'PUT' ? 'imds-session' : '');
      else if (headers['x-aws-ec2-metadata-token'] !== 'imds-session') response.writeHead(401).end();
      else if (path.endsWith('/security-credentials/')) response.end('instance role\n');
      else response.end(path.endsWith('/instance%20role') ? json('INSTANCE') : '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  upstream.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  nowMs = Date.parse('2029-12-31T23:00:00Z');
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function node(given: Environment): NodeCredentials {
  const environment = { AWS_ENDPOINT_URL_STS: url, ...given };
  const place = { partition: 'aws', region: 'eu-west-1', subdomain: null, service: 'sts' };
  return new NodeCredentials({
    environment,
    upstream,
    sts: () => endpointOf(place, {}, environment),
    now: () => nowMs,
  });
}

const keys = { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 'env' };

test('the environment’s keys come first, without asking anyone', () => {
  const environment = { ...keys, AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'r', AWS_PROFILE: 'p' };
  expect(node(environment).find()).toEqual({ accessKeyId: 'ENV', secretAccessKey: 'env', sessionToken: null });
  expect(asked).toEqual([]);
});

test('nothing named is nothing, and an instance is not asked unless that is switched on', () => {
  expect(node({}).find()).toBeNull();
  expect(node({ AWS_EC2_METADATA_SERVICE_ENDPOINT: url }).find()).toBeNull();
  expect(node({ AWS_CONFIG_FILE: file('region', '[default]\nregion = eu-west-1\n') }).find()).toBeNull();
  expect(asked).toEqual([]);
});

test('a web identity’s token is read anew for each renewal and the answer kept', async () => {
  const tokenFile = file('token', 'first\n');
  const source = node({
    ...{ AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/web' },
    AWS_ROLE_SESSION_NAME: 'edge 1',
  });
  const found = await source.find();
  expect(found).toEqual({
    accessKeyId: 'ASIA-arn:aws:iam::123456789012:role/web',
    secretAccessKey: 's',
    sessionToken: 't',
  });
  expect(source.find()).toBe(found);
  expect(Object.fromEntries(asked[0]?.form ?? [])).toMatchObject({
    Action: 'AssumeRoleWithWebIdentity',
    WebIdentityToken: 'first',
    RoleSessionName: 'edge-1',
  });
  expect(asked[0]?.request.headers.authorization).toBeUndefined();
  writeFileSync(tokenFile, 'second');
  nowMs += 59.9 * 60_000;
  await source.find();
  expect(asked[1]?.form.get('WebIdentityToken')).toBe('second');
});

test('a profile’s keys, also after they were edited', async () => {
  const path = file('credentials', '[dev]\naws_access_key_id = A1\naws_secret_access_key = s\naws_session_token = t\n');
  const source = node({ AWS_PROFILE: 'dev', AWS_SHARED_CREDENTIALS_FILE: path });
  expect(await source.find()).toEqual({ accessKeyId: 'A1', secretAccessKey: 's', sessionToken: 't' });
  writeFileSync(path, '[dev]\naws_access_key_id = A2\naws_secret_access_key = s\n');
  nowMs += 15 * 60_000;
  expect(await source.find()).toMatchObject({ accessKeyId: 'A2', sessionToken: null });
});

test('a profile’s role is assumed with its source, through other profiles', async () => {
  const config = file(
    'roles',
    `[profile top]
role_arn = arn:aws:iam::123456789012:role/top
source_profile = middle
external_id = ours
duration_seconds = 900
[profile middle]
role_arn = arn:aws:iam::123456789012:role/middle
source_profile = middle
aws_access_key_id = BASE
aws_secret_access_key = s
`,
  );
  const found = await node({ AWS_PROFILE: 'top', AWS_CONFIG_FILE: config }).find();
  expect(found?.accessKeyId).toBe('ASIA-arn:aws:iam::123456789012:role/top');
  expect(asked.map(({ form }) => form.get('RoleArn')?.split('/')[1])).toEqual(['middle', 'top']);
  expect(asked[0]?.request.headers.authorization).toContain('Credential=BASE/');
  expect(asked[1]?.request.headers.authorization).toContain('Credential=ASIA-arn:aws:iam::123456789012:role/middle/');
  expect(Object.fromEntries(asked[1]?.form ?? [])).toMatchObject({ ExternalId: 'ours', DurationSeconds: '900' });
});

test.each([
  ['[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nrole_arn = r\nsource_profile = p\n', 'no source'],
  ['[profile p]\nrole_arn = r\nsource_profile = p\nmfa_serial = m\n', 'one-time code'],
  ['[profile p]\ncredential_process = /bin/evil\n', 'no access key and no role'],
  ['[profile other]\nregion = x\n', 'neither of the shared files'],
])('a profile that gives no credentials says why', async (text, reason) => {
  const source = node({ AWS_PROFILE: 'p', AWS_CONFIG_FILE: file('broken', text) });
  const failure = await Promise.resolve(source.find()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NoCredentials);
  expect(String(failure)).toContain(reason);
  expect(asked).toEqual([]);
});

test('a container’s platform gives credentials for the token that it gave', async () => {
  const environment = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file('bearer', 'Bearer me\n'),
  };
  expect((await node(environment).find())?.accessKeyId).toBe('CONTAINER');
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI } = environment;
  await expect(node({ AWS_CONTAINER_CREDENTIALS_FULL_URI }).find()).rejects.toThrow('without credentials');
  const far = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://198.51.100.1/container' };
  await expect(node(far).find()).rejects.toThrow('without TLS');
});

test('an instance’s role, where it is switched on', async () => {
  const environment = { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: url };
  expect((await node(environment).find())?.accessKeyId).toBe('INSTANCE');
});
