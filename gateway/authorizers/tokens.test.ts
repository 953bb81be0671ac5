import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import { route, snapshot, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { TokenIssuer } from '../testing/token-issuer.ts';
import { KeySets, KeysUnavailable, keySetLimits } from './key-sets.ts';

const issuer = new TokenIssuer();
const stranger = new TokenIssuer();
let gateway: Harness;
type Key = Awaited<ReturnType<TokenIssuer['addKey']>>;
let rsa: Key;
let ec: Key;
let ed: Key;

beforeAll(async () => {
  await Promise.all([issuer.start(), stranger.start()]);
  [rsa, ec, ed] = await Promise.all([issuer.addKey('rsa'), issuer.addKey('ec', 'ES256'), issuer.addKey('ed', 'EdDSA')]);
});
afterAll(() => {
  issuer.stop();
  stranger.stop();
});
beforeEach(async () => {
  gateway = await Harness.start();
  await deploy();
});
afterEach(() => gateway.stop());

async function deploy(scopes: string[] = [], change: Partial<Authorizer> = {}, policy: unknown = null): Promise<void> {
  const authorizer: Authorizer = {
    id: 'auth1',
    name: 'issuer',
    type: 'JWT',
    providerARNs: [],
    authType: null,
    authorizerUri: null,
    authorizerCredentials: null,
    identitySource: 'method.request.header.Authorization',
    identityValidationExpression: null,
    authorizerResultTtlInSeconds: 300,
    jwtConfiguration: { issuer: issuer.url, audience: ['orders', 'other'] },
    ...change,
  };
  const integration = { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } };
  const design = snapshot(
    [
      route('GET', '/pets', integration, {
        authorizationType: authorizer.type === 'JWT' ? 'JWT' : 'COGNITO_USER_POOLS',
        authorizerId: 'auth1',
        authorizationScopes: scopes,
      }),
    ],
    { authorizers: { auth1: authorizer } },
  );
  await gateway.deploy({ ...design, api: { ...design.api, policy: policy === null ? null : JSON.stringify(policy) } });
}

const call = (token: string | null, prefix = 'Bearer ') =>
  gateway.call('GET', '/pets', {
    headers: token === null ? [] : ['authorization', `${prefix}${token}`],
    keepAlive: true,
  });

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token with a header and payload of one's own, and a signature made by `sign`. */
function forge(header: unknown, payload: unknown, sign: (text: string) => string): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${sign(text)}`;
}

test('thirty good tokens are accepted', async () => {
  const now = Math.floor(Date.now() / 1000);
  const changes: Record<string, unknown>[] = [
    {},
    { aud: 'other' },
    { aud: ['x', 'orders'] },
    { aud: null, client_id: 'orders' },
    { nbf: now },
    { iat: null },
    { scope: null },
    { scope: null, scp: ['read'] },
    { exp: now + 1_000_000 },
    { sub: 'ünï', roles: ['a'], nested: { a: 1 } },
  ];
  let accepted = 0;
  for (const key of [rsa, ec, ed]) {
    for (const change of changes) if ((await call(await issuer.token(key, change))).status === 200) accepted += 1;
  }
  expect(accepted).toBe(30);
  expect((await call(await issuer.token(rsa), '')).status).toBe(200);
});

test('at least 150 bad tokens: none is accepted', async () => {
  const bad = await badTokens();
  let accepted = 0;
  for (const token of bad) {
    const { status, text } = await call(token);
    if (status !== 401) accepted += 1;
    expect(text).not.toMatch(/stack|Error:/);
  }
  process.stdout.write(`${bad.length} bad tokens, ${accepted} accepted\n`);
  expect(bad.length).toBeGreaterThanOrEqual(150);
  expect(accepted).toBe(0);
  expect((await call(null)).status).toBe(401);
}, 60_000);

async function badTokens(): Promise<string[]> {
  const now = Math.floor(Date.now() / 1000);
  const bad: string[] = ['', ' ', '.', '..', '...', 'a.b.c', 'null', '{}', 'a', 'x'.repeat(9_000)];
  const claims: Record<string, unknown>[] = [
    { exp: now - 1 },
    { exp: now },
    { exp: null },
    { exp: String(now + 60) },
    { exp: -1 },
    { exp: true },
    { nbf: now + 60 },
    { nbf: 'later' },
    { iat: now + 60 },
    { iat: 'never' },
    { iss: `${issuer.url}/` },
    { iss: issuer.url.toUpperCase() },
    { iss: 'https://evil.example' },
    { iss: null },
    { iss: [issuer.url] },
    { aud: 'nobody' },
    { aud: [] },
    { aud: ['nobody'] },
    { aud: [['orders']] },
    { aud: { 0: 'orders' } },
    { aud: null },
    { aud: '', client_id: 'orders' },
    { aud: 'orders ' },
    { aud: 'ORDERS' },
  ];
  const good = await Promise.all([rsa, ec, ed].map((key) => issuer.token(key)));
  for (const key of [rsa, ec, ed]) for (const change of claims) bad.push(await issuer.token(key, change));
  const payload = { iss: issuer.url, aud: 'orders', sub: 'ann', exp: now + 60 };
  const spki = await exportSPKI((await importJWK({ ...rsa.jwk, ext: true }, 'RS256')) as CryptoKey);
  const secrets = [spki, String(rsa.jwk.n), JSON.stringify(rsa.jwk), '', 'secret'];
  for (const secret of secrets) {
    for (const alg of ['HS256', 'HS384', 'HS512', 'RS256']) {
      const hmac = (text: string) =>
        createHmac(`sha${alg.slice(2)}`, secret)
          .update(text)
          .digest('base64url');
      bad.push(forge({ alg, kid: 'rsa' }, payload, hmac));
    }
  }
  for (const alg of [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    'RS256 ',
    'rs256',
    'ES256K',
    'RSA1_5',
    'dir',
    '__proto__',
    'constructor',
  ]) {
    bad.push(
      forge({ alg, kid: 'rsa' }, payload, () => 'AA'),
      forge({ alg, kid: 'rsa' }, payload, () => ''),
    );
  }
  for (const alg of [null, 1, ['RS256'], {}, undefined]) bad.push(forge({ alg, kid: 'rsa' }, payload, () => 'AA'));
  // A key that the token itself brings, or points to.
  const own = await stranger.addKey('rsa');
  bad.push(await issuer.token(own), await issuer.token(own, {}, { jwk: own.jwk }));
  bad.push(
    await issuer.token(own, {}, { jku: `${stranger.url}/jwks` }),
    await issuer.token(own, {}, { x5u: stranger.url }),
  );
  bad.push(await issuer.token(own, { iss: stranger.url }));
  for (const kid of ['', 'RSA', 'unknown', '../rsa', '__proto__', 'ec']) bad.push(await issuer.token(rsa, {}, { kid }));
  bad.push(
    await issuer.token(rsa, {}, { kid: undefined }),
    await issuer.token(rsa, {}, { crit: ['exp2'], exp2: 1 }).catch(() => 'a.b.c'),
  );
  for (const token of good) {
    const [header = '', body = '', signature = ''] = token.split('.');
    bad.push(
      `${header}.${body}`,
      `${header}.${body}.`,
      `${token}.`,
      `${token}.x`,
      `.${body}.${signature}`,
      `${header}..${signature}`,
    );
    bad.push(
      `${header}.${encode({ ...payload, sub: 'root' })}.${signature}`,
      ` ${header} .${body}.${signature}`,
      `${token}=`,
    );
    const flipped = Buffer.from(signature, 'base64url');
    for (const at of [0, 10, 40]) {
      const copy = Buffer.from(flipped);
      copy[at] = (copy[at] ?? 0) ^ 1;
      bad.push(`${header}.${body}.${copy.toString('base64url')}`);
    }
    bad.push(`${header}.${body}.${encode('')}`, `${encode({ alg: 'ES256', kid: 'rsa' })}.${body}.${signature}`);
  }
  for (const body of ['[]', '"x"', 'null', '1', 'not json'])
    bad.push(forge({ alg: 'RS256', kid: 'rsa' }, body, () => 'AA'));
  return bad.filter((token) => !good.includes(token));
}

test('scopes: any one is enough, none is 403; claims are in $context', async () => {
  await deploy(['admin', 'write']);
  expect((await call(await issuer.token(rsa))).status).toBe(200);
  const { status, text } = await call(await issuer.token(rsa, { scope: 'read writer' }));
  expect([status, text]).toEqual([403, '{"message":"The token has none of the scopes admin, write."}']);
});

test('with a resource policy an explicit allow is needed after the token', async () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' };
  await deploy([], {}, { Statement: [{ ...statement, Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' } } }] });
  expect((await call(await issuer.token(rsa))).status).toBe(200);
  expect((await call('bad')).status).toBe(401);
  await deploy([], {}, { Statement: [{ ...statement, Resource: 'execute-api:/dev/*' }] });
  expect((await call(await issuer.token(rsa))).status).toBe(403);
});

test('an issuer whose discovery names another one, or that is away, makes 500 and nothing is let in', async () => {
  issuer.discoveredIssuer = stranger.url;
  expect((await call(await issuer.token(rsa))).status).toBe(500);
  expect(gateway.cause()).toContain('another issuer');
  issuer.discoveredIssuer = null;
});

test('a key set of more than 150,000 bytes is not taken', async () => {
  issuer.padding = 'x'.repeat(150_000);
  expect((await call(await issuer.token(rsa))).status).toBe(500);
  expect(gateway.cause()).toContain('150000 bytes');
  issuer.padding = '';
});

test('keys of an issuer at a private address are not fetched unless the workspace allows it', async () => {
  const before = issuer.fetched.length;
  await gateway.stop();
  gateway = await Harness.start({ allowPrivate: false });
  await deploy();
  expect((await call(await issuer.token(rsa))).status).toBe(500);
  expect(issuer.fetched).toHaveLength(before);
});

test('rotation, floods of unknown keys and outages, by the clock', async () => {
  const source = { workspaceId, isTrusted: false, jwksUri: `${issuer.url}/jwks` };
  let nowMs = 0;
  const keySets = new KeySets(gateway.services.upstream, keySetLimits, () => nowMs);
  const fetches = () => issuer.fetched.filter((path) => path === '/jwks').length;
  const start = fetches();
  expect(await keySets.find(source, 'rsa', 'RS256')).not.toBeNull();
  expect(fetches() - start).toBe(1);

  // A flood of unknown key ids: one fetch in each cooldown.
  nowMs += keySetLimits.cooldownMs;
  const flood = () =>
    Promise.all(Array.from({ length: 200 }, (_, index) => keySets.find(source, `no-${index}`, 'RS256')));
  expect((await flood()).every((key) => key === null)).toBe(true);
  await flood();
  expect(fetches() - start).toBe(2);

  // A new key is found once the cooldown is over; the old one keeps working.
  const rotated = await issuer.addKey('rotated');
  expect(await keySets.find(source, 'rotated', 'RS256')).toBeNull();
  nowMs += keySetLimits.cooldownMs;
  expect(await keySets.find(source, 'rotated', 'RS256')).not.toBeNull();
  expect(fetches() - start).toBe(3);
  expect(await keySets.find(source, rotated.kid, 'ES256')).toBeNull();

  // Away: the keys serve on, for two hours from when they were fetched, and not a moment longer.
  issuer.status = 503;
  nowMs += keySetLimits.keepMs;
  expect(await keySets.find(source, 'rsa', 'RS256')).not.toBeNull();
  nowMs += 1;
  await expect(keySets.find(source, 'rsa', 'RS256')).rejects.toThrow(KeysUnavailable);
  const tried = fetches();
  await expect(keySets.find(source, 'rsa', 'RS256')).rejects.toThrow(KeysUnavailable);
  expect(fetches()).toBe(tried);
  issuer.status = null;
  nowMs += keySetLimits.retryAfterMs;
  expect(await keySets.find(source, 'rsa', 'RS256')).not.toBeNull();

  // A key that the issuer took back is gone with the next refresh.
  issuer.published.splice(
    issuer.published.findIndex(({ kid }) => kid === 'rotated'),
    1,
  );
  nowMs += keySetLimits.refreshAfterMs + 1;
  await keySets.find(source, 'rsa', 'RS256');
  await expect.poll(() => keySets.find(source, 'rotated', 'RS256')).toBeNull();
});

test('user pools: identity tokens without scopes, access tokens with any one of them', async () => {
  const poolId = 'eu-west-1_AbCdEf123';
  const name = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`;
  gateway.services.secrets.workspaces.set(workspaceId, {
    workspaceId,
    accountId: '123456789012',
    allowedAddresses: [],
    endpoints: { 'cognito-idp': issuer.url },
  });
  const pool: Partial<Authorizer> = {
    type: 'COGNITO_USER_POOLS',
    providerARNs: [`arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`],
    jwtConfiguration: null,
    identityValidationExpression: 'client-.*',
  };
  await deploy([], pool);
  const id = { iss: name, token_use: 'id', aud: 'client-1', scope: null };
  expect((await call(await issuer.token(rsa, id))).status).toBe(200);
  expect(issuer.fetched.at(-1)).toBe(`/${poolId}/.well-known/jwks.json`);
  expect((await call(await issuer.token(rsa, { ...id, iss: `${issuer.url}/${poolId}` }))).status).toBe(200);
  for (const change of [
    { token_use: 'access' },
    { token_use: null },
    { aud: 'x-client-1' },
    { iss: `${name}x` },
    { iss: issuer.url },
  ]) {
    expect((await call(await issuer.token(rsa, { ...id, ...change }))).status).toBe(401);
  }
  await deploy(['orders/read', 'orders/write'], pool);
  const access = { iss: name, token_use: 'access', aud: null, client_id: 'client-1', scope: 'openid orders/write' };
  expect((await call(await issuer.token(rsa, access))).status).toBe(200);
  for (const change of [{ scope: 'openid' }, { scope: null }, { token_use: 'id' }, { client_id: 'other' }]) {
    expect((await call(await issuer.token(rsa, { ...access, ...change }))).status).toBe(401);
  }
});
