import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { accessKey, secretTablesWith } from '../testing/access-keys.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness, type Answer } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

const user = accessKey();
const temporary = accessKey({
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  userArn: 'arn:aws:sts::123456789012:assumed-role/ops/ann',
  sessionToken: 'FwoGZXIvYXdzEA/+token==',
  expiresAtMs: Date.now() + 3_600_000,
});
const disabled = accessKey({ accessKeyId: 'AKIADISABLED222222EX', enabled: false });
const expired = accessKey({ ...temporary, accessKeyId: 'ASIAEXPIRED7777777EX', expiresAtMs: Date.now() - 1 });
const silent = accessKey({ accessKeyId: 'AKIASILENT77777777EX', policy: null });
const foreign = accessKey({
  accessKeyId: 'AKIAFOREIGN7777777EX',
  workspaceId: 'other',
  accountId: '999999999999',
  userArn: 'arn:aws:iam::999999999999:user/bob',
});

type Key = typeof user;
type Request = { method: string; path: string; query?: Record<string, string | string[]>; body?: string };
type Signed = { method: string; target: string; headers: Record<string, string>; body: string | undefined };

const requests: Request[] = [
  { method: 'GET', path: '/items' },
  { method: 'GET', path: '/items/a%20b/%C3%A9%2Fx', query: { q: 'a b&c=d', empty: '', list: ['2', '1'], ä: '~*' } },
  { method: 'DELETE', path: "/items/(x)!'$@:;,=" },
  { method: 'POST', path: '/items', query: { n: '1' }, body: JSON.stringify({ name: 'Rex', note: 'naïve' }) },
  { method: 'PUT', path: '/', body: 'x'.repeat(5_000) },
];

let gateway: Harness;

beforeAll(async () => {
  gateway = await Harness.start({ secrets: secretTablesWith(user, temporary, disabled, expired, silent, foreign) });
});
afterAll(() => gateway.stop());

const mock = { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } };
const routes = ['/', '/{proxy+}'].map((path) => route('ANY', path, mock, { authorizationType: 'AWS_IAM' }));

async function deploy(change: { policy?: unknown; behavior?: 'friendly' | 'aws-strict' } = {}): Promise<void> {
  const design = snapshot(routes);
  const policy = change.policy === undefined ? null : JSON.stringify(change.policy);
  await gateway.deploy({ ...design, api: { ...design.api, policy, behavior: change.behavior ?? 'friendly' } });
}

beforeEach(() => deploy());

const prefix = `/${apiId}/prod`;

function host(): string {
  return `127.0.0.1:${gateway.port}`;
}

function queryOf(query: Request['query'] = {}): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((each) => `${encode(name)}=${encode(each)}`))
    .join('&');
}

type How = {
  key?: Key;
  presign?: boolean;
  at?: Date;
  expiresIn?: number;
  checksum?: boolean;
  region?: string;
  service?: string;
  headers?: Record<string, string>;
};

async function bySmithy(request: Request, how: How = {}): Promise<Signed> {
  const { key = user, at = new Date(), checksum = true } = how;
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  const signer = new SignatureV4({
    service: how.service ?? 'execute-api',
    region: how.region ?? 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== null && { sessionToken }) },
    sha256: Sha256,
    applyChecksum: checksum,
  });
  const unsigned = {
    method: request.method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: gateway.port,
    path: `${prefix}${request.path}`,
    query: request.query ?? {},
    headers: { host: host(), 'content-type': 'application/json', ...how.headers },
    body: request.body,
  };
  const signed = how.presign
    ? await signer.presign(unsigned, { signingDate: at, expiresIn: how.expiresIn ?? 300 })
    : await signer.sign(unsigned, { signingDate: at });
  const query = queryOf((signed.query ?? {}) as Record<string, string>);
  const { body, method } = request;
  return {
    method,
    target: `${signed.path}${query ? `?${query}` : ''}`,
    headers: signed.headers as Record<string, string>,
    body,
  };
}

function byAws4(request: Request, how: How = {}): Signed {
  const { accessKeyId, secretAccessKey, sessionToken } = how.key ?? user;
  const query = queryOf(request.query);
  const signed = aws4.sign(
    {
      service: 'execute-api',
      region: 'us-east-1',
      host: host(),
      method: request.method,
      path: `${prefix}${request.path}${query ? `?${query}` : ''}`,
      body: request.body ?? '',
      signQuery: how.presign === true,
      headers: request.body === undefined ? {} : { 'Content-Type': 'application/json' },
    },
    { accessKeyId, secretAccessKey, ...(sessionToken !== null && { sessionToken }) },
  );
  const headers = Object.fromEntries(
    Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return { method: request.method, target: signed.path ?? '', headers, body: request.body };
}

function send({ method, target, headers, body }: Signed): Promise<Answer> {
  const list = Object.entries(headers)
    .filter(([name]) => !/^(host|content-length)$/i.test(name))
    .flat();
  return gateway.call(method, target, {
    headers: [
      'host',
      headers.host ?? headers.Host ?? host(),
      ...list,
      ...(body ? ['content-length', String(Buffer.byteLength(body))] : []),
    ],
    prefix: '',
    keepAlive: true,
    ...(body !== undefined && { body }),
  });
}

test.each(requests)('$method $path of two signers is accepted in header and query form', async (request) => {
  for (const key of [user, temporary]) {
    for (const presign of [false, true]) {
      const body = presign && request.body !== undefined;
      const signed = [await bySmithy(request, { key, presign }), byAws4(request, { key, presign })];
      if (!presign) signed.push(await bySmithy(request, { key, checksum: false }));
      for (const each of signed) {
        const { status, text } = await send(each);
        // aws4 leaves a presigned body's type unsigned, which is its right.
        expect({ status, text, presign, body }).toMatchObject({ status: 200 });
      }
    }
  }
});

test('blanks and tabs of a signed header are folded, other bytes are not', async () => {
  const [request] = requests as [Request];
  for (const value of ['a   b', 'a\tb', ' a \t\t b\t', '"a   b"', 'voil\u00c3\u00a0']) {
    const { status, text } = await send(await bySmithy(request, { headers: { 'x-note': value } }));
    expect({ value, status, text }).toMatchObject({ status: 200 });
  }
});

test('at least 2,000 requests with one byte changed: none is accepted that says anything else', async () => {
  let seed = 42;
  const random = (below: number) => ((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 8) % below;
  const originals: Signed[] = [];
  for (const request of requests) {
    originals.push(await bySmithy(request), byAws4(request), await bySmithy(request, { presign: true }));
    originals.push(await bySmithy(request, { key: temporary }));
  }
  let tried = 0;
  let accepted = 0;
  while (tried < 2_400) {
    const original = originals[random(originals.length)];
    const mutated = original && mutate(original, random);
    if (!mutated) continue;
    tried += 1;
    const { status } = await send(mutated).catch(() => ({ status: 400 }));
    if (status === 200 && meaning(mutated) !== meaning(original)) accepted += 1;
  }
  process.stdout.write(`${tried} mutations, ${accepted} false accepts\n`);
  expect(accepted).toBe(0);
}, 120_000);

/** Changes one character of the method, the target, a signed header's value or the body; null when it would be no HTTP. */
function mutate(signed: Signed, random: (below: number) => number): Signed | null {
  const names = Object.keys(signed.headers).filter((name) => !/^(content-length|user-agent)$/i.test(name));
  const places = ['method', 'target', 'target', 'target', 'body', ...names];
  const place = places[random(places.length)] ?? 'target';
  const change = (text: string) => {
    const at = random(text.length);
    const code = 33 + random(94);
    return text.length === 0 || text.charCodeAt(at) === code
      ? null
      : `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}`;
  };
  if (place === 'method') return null;
  if (place === 'target' || place === 'body') {
    const text = change(signed[place] ?? '');
    return text === null || text.includes('#') ? null : { ...signed, [place]: text };
  }
  const text = change(signed.headers[place] ?? '');
  return text === null ? null : { ...signed, headers: { ...signed.headers, [place]: text } };
}

/** What a request says, whatever its spelling: escapes of a query string may be written in either case. */
function meaning({ target, headers, body }: Signed): string {
  const [path, query = ''] = target.split('?');
  return JSON.stringify([path, [...new URLSearchParams(query)].toSorted(), headers, body]);
}

test('a signature is valid for five minutes before and after its time', async () => {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000);
  const [request] = requests as [Request];
  for (const [seconds, status] of [
    [-290, 200],
    [290, 200],
    [-302, 403],
    [305, 403],
  ] as const) {
    expect((await send(await bySmithy(request, { at: at(seconds) }))).status, `${seconds} s`).toBe(status);
  }
  const late = await send(await bySmithy(request, { at: at(-400) }));
  expect(late.text).toMatch(/Signature expired: \d{8}T\d{6}Z is now earlier than/);
  expect(late.headers['x-amzn-errortype']).toBe('InvalidSignatureException');
  const presigned = (seconds: number, expiresIn: number) =>
    bySmithy(request, { presign: true, at: at(seconds), expiresIn });
  expect((await send(await presigned(-500, 600))).status).toBe(200);
  expect((await send(await presigned(-700, 600))).status).toBe(403);
  expect((await send(await presigned(400, 600))).status).toBe(403);
});

test('each fault has its own answer', async () => {
  const [request] = requests as [Request];
  const plain = await bySmithy(request);
  const without = (name: string) => ({
    ...plain,
    headers: Object.fromEntries(Object.entries(plain.headers).filter(([key]) => key !== name)),
  });
  const cases: [Signed, string, string][] = [
    [without('authorization'), 'MissingAuthenticationTokenException', 'signed'],
    [
      { ...plain, headers: { ...plain.headers, authorization: 'Bearer abc' } },
      'InvalidSignatureException',
      'no AWS4-HMAC-SHA256',
    ],
    [await bySmithy(request, { region: 'eu-west-1' }), 'InvalidSignatureException', 'valid region'],
    [await bySmithy(request, { service: 's3' }), 'InvalidSignatureException', 'correct service'],
    [
      await bySmithy(request, { key: { ...user, secretAccessKey: 'wrong' } }),
      'InvalidSignatureException',
      'does not match',
    ],
    [
      await bySmithy(request, { key: { ...user, accessKeyId: 'AKIANOBODY7777777777' } }),
      'InvalidSignatureException',
      'security token included in the request is invalid',
    ],
    [
      await bySmithy(request, { key: disabled }),
      'InvalidSignatureException',
      'security token included in the request is invalid',
    ],
    [
      await bySmithy(request, { key: { ...temporary, sessionToken: null } }),
      'InvalidSignatureException',
      'security token included in the request is invalid',
    ],
    [
      await bySmithy(request, { key: { ...user, sessionToken: 'extra' } }),
      'InvalidSignatureException',
      'security token included in the request is invalid',
    ],
    [await bySmithy(request, { key: expired }), 'ExpiredTokenException', 'expired'],
    [
      { ...plain, target: `${plain.target}?X-Amz-Signature=${'0'.repeat(64)}` },
      'InvalidSignatureException',
      'more than one signature',
    ],
    [
      {
        ...plain,
        headers: { ...plain.headers, authorization: String(plain.headers.authorization).replace('host;', '') },
      },
      'InvalidSignatureException',
      'Host',
    ],
  ];
  for (const [signed, errorType, text] of cases) {
    const answer = await send(signed);
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([403, errorType]);
    expect(answer.text).toContain(text);
    expect(answer.text).not.toContain(user.secretAccessKey);
  }
  await deploy({ behavior: 'aws-strict' });
  expect((await send(without('authorization'))).text).toBe('{"message":"Missing Authentication Token"}');
});

test('a body that the caller leaves out of the signature may change; else it may not', async () => {
  const request = { method: 'POST', path: '/items', body: '{"a":1}' };
  const signed = await bySmithy(request);
  expect((await send({ ...signed, body: '{"a":2}' })).status).toBe(403);
  const aws = byAws4(request);
  expect((await send({ ...aws, body: '{"a":2}' })).status).toBe(403);
  const unsigned = await bySmithy(request, { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
  expect((await send({ ...unsigned, body: '{"a":2}' })).status).toBe(200);
  const forged = { ...signed, headers: { ...signed.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } };
  expect((await send(forged)).status).toBe(403);
});

test('a body that was read for its signature still reaches the upstream, whole', async () => {
  const upstream = new UpstreamServer();
  await upstream.start();
  await gateway.deploy(snapshot([route('ANY', '/{proxy+}', proxyTo(upstream.url), { authorizationType: 'AWS_IAM' })]));
  for (const body of ['', 'x', 'y'.repeat(300_000)]) {
    const request = { method: 'POST', path: '/items', ...(body !== '' && { body }) };
    expect((await send(await bySmithy(request, { checksum: false }))).status).toBe(200);
    expect(upstream.seen.at(-1)?.body).toBe(body);
  }
  await upstream.stop();
});

test('$context.identity tells who signed', async () => {
  const echo = '{"statusCode": 200}';
  const template = '{"who":"$context.identity.userArn $context.identity.accessKey $context.identity.accountId"}';
  const integration = {
    ...mockIntegration(),
    requestTemplates: { 'application/json': echo },
    integrationResponses: [
      {
        ...{ statusCode: '200', selectionPattern: null, responseParameters: {}, contentHandling: null },
        responseTemplates: { 'application/json': template },
      },
    ],
  };
  const methodResponses = [{ statusCode: '200', responseParameters: {}, responseModels: {} }];
  const signed = { authorizationType: 'AWS_IAM' as const, methodResponses };
  await gateway.deploy(snapshot([route('GET', '/items', integration, signed)]));
  const { text } = await send(await bySmithy({ method: 'GET', path: '/items' }));
  expect(text).toBe(`{"who":"${user.userArn} ${user.accessKeyId} ${user.accountId}"}`);
});

test('tables A and B: within the account either policy allows, across accounts both must', async () => {
  const [request] = requests as [Request];
  const status = async (key: Key) => (await send(await bySmithy(request, { key }))).status;
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/prod/*' };
  expect([await status(user), await status(silent), await status(foreign)]).toEqual([200, 403, 403]);
  await deploy({ policy: { Statement: [statement] } });
  expect([await status(user), await status(silent), await status(foreign)]).toEqual([200, 200, 200]);
  await deploy({ policy: { Statement: [{ ...statement, Principal: { AWS: silent.userArn } }] } });
  expect([await status(user), await status(silent), await status(foreign)]).toEqual([200, 200, 403]);
  const notAnn = { ...statement, Effect: 'Deny', Condition: { StringEquals: { 'aws:username': 'ann' } } };
  await deploy({ policy: { Statement: [statement, notAnn] }, behavior: 'aws-strict' });
  expect([await status(user), await status(foreign)]).toEqual([403, 200]);
  expect((await send(await bySmithy(request))).text).toBe(
    JSON.stringify({
      message: `User: ${user.userArn} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:petstore01/prod/GET/items with an explicit deny`,
    }),
  );
});
