import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { afterEach, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { route, snapshot } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { Harness } from '../testing/harness.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const authorizer: Authorizer = {
  id: 'auth1',
  name: 'judge',
  type: 'JWT',
  providerARNs: [],
  authType: null,
  authorizerUri: null,
  authorizerCredentials: null,
  identitySource: 'method.request.header.Authorization',
  identityValidationExpression: null,
  authorizerResultTtlInSeconds: 300,
  jwtConfiguration: null,
};

async function startGateway(change: Partial<Authorizer>, scopes: string[], environment = {}): Promise<Harness> {
  const gateway = await Harness.start({ environment });
  closing.push(() => gateway.stop());
  const integration = { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } };
  const authorizationType = change.type === 'COGNITO_USER_POOLS' ? change.type : 'JWT';
  const routes = ['/plain', '/scoped'].map((path) =>
    route('GET', path, integration, {
      authorizationType,
      authorizerId: 'auth1',
      authorizationScopes: path === '/scoped' ? scopes : [],
    }),
  );
  await gateway.deploy(snapshot(routes, { authorizers: { auth1: { ...authorizer, ...change } } }));
  return gateway;
}

async function statuses(gateway: Harness, token: string): Promise<number[]> {
  const headers = ['authorization', `Bearer ${token}`];
  const answers = await Promise.all(['/plain', '/scoped'].map((path) => gateway.call('GET', path, { headers })));
  return answers.map(({ status }) => status);
}

async function listenOn(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('oidc-provider: its access tokens are accepted by discovery, and scopes tell them apart', async () => {
  const server = createServer();
  const port = await listenOn(server);
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'machine',
        client_secret: 'machine-secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: ['read', 'write'],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'read write',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 60,
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  const tokenOf = async (scope: string, resource: string): Promise<string> => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('machine:machine-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope, resource }),
    });
    const { access_token: token = '' } = (await response.json()) as { access_token?: string };
    return token;
  };
  const gateway = await startGateway({ jwtConfiguration: { issuer, audience: ['urn:orders'] } }, ['write']);
  expect(await statuses(gateway, await tokenOf('read write', 'urn:orders'))).toEqual([200, 200]);
  expect(await statuses(gateway, await tokenOf('read', 'urn:orders'))).toEqual([200, 403]);
  expect(await statuses(gateway, await tokenOf('read write', 'urn:other'))).toEqual([401, 401]);
  const token = await tokenOf('read write', 'urn:orders');
  expect(await statuses(gateway, `${token.slice(0, -4)}AAAA`)).toEqual([401, 401]);
}, 60_000);

/** A call of the user pools' API. */
async function cognito(url: string, action: string, input: unknown): Promise<Record<string, Record<string, string>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/local/cognito-idp/aws4_request',
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, Record<string, string>>);
}

async function startCognito(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cognito-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const probe = createServer();
  const port = await listenOn(probe);
  await new Promise((resolve) => probe.close(resolve));
  const url = `http://127.0.0.1:${port}`;
  await mkdir(join(folder, '.cognito'));
  await writeFile(join(folder, '.cognito', 'config.json'), JSON.stringify({ TokenConfig: { IssuerDomain: url } }));
  const main = createRequire(import.meta.url).resolve('cognito-local/lib/bin/start.js');
  const child: ChildProcess = spawn(process.execPath, [main], {
    cwd: folder,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  });
  closing.push(() => child.kill('SIGKILL'));
  await eventually(
    () =>
      fetch(`${url}/health`).then(
        (response) => response.ok,
        () => false,
      ),
    30_000,
  );
  return url;
}

test('cognito-local: identity tokens pass where no scopes are asked for, access tokens where one is', async () => {
  const url = await startCognito();
  const { UserPool: pool } = await cognito(url, 'CreateUserPool', { PoolName: 'people' });
  const poolId = pool?.Id ?? '';
  const { UserPoolClient: client } = await cognito(url, 'CreateUserPoolClient', {
    UserPoolId: poolId,
    ClientName: 'app',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  });
  const clientId = client?.ClientId ?? '';
  const user = { UserPoolId: poolId, Username: 'ann@example.com' };
  await cognito(url, 'AdminCreateUser', {
    ...user,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
  });
  await cognito(url, 'AdminSetUserPassword', { ...user, Password: 'Passw0rd!', Permanent: true });
  const { AuthenticationResult: tokens } = await cognito(url, 'InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: user.Username, PASSWORD: 'Passw0rd!' },
  });
  const pools = {
    type: 'COGNITO_USER_POOLS' as const,
    providerARNs: [`arn:aws:cognito-idp:local:123456789012:userpool/${poolId}`],
    identityValidationExpression: clientId,
  };
  const environment = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url };
  const gateway = await startGateway(pools, ['aws.cognito.signin.user.admin', 'x'], environment);
  expect(await statuses(gateway, tokens?.IdToken ?? '')).toEqual([200, 401]);
  expect(await statuses(gateway, tokens?.AccessToken ?? '')).toEqual([401, 200]);
  const stranger = await startGateway({ ...pools, identityValidationExpression: 'another' }, ['x'], environment);
  expect(await statuses(stranger, tokens?.IdToken ?? '')).toEqual([401, 401]);
}, 120_000);
