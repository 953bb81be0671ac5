import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '@aws-crypto/sha256-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessKeyPair } from '#core/access-keys/input.ts';
import { updateAccessKey } from '../access-keys/update-access-key.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { newKeyOf, serveAws } from '../testing/aws-client.ts';
import type { FetchServer } from '../testing/fetch-server.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';

let server: FetchServer;
let owner: Member;
let key: AccessKeyPair;

beforeAll(async () => {
  server = await serveAws();
  owner = await newWorkspace();
  key = await newKeyOf(owner);
});
afterAll(() => server.stop());

type Options = { key?: AccessKeyPair; at?: Date; service?: string; change?: (signed: Sent) => void };
type Sent = { method: string; headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };
type Answer = { status: number; type: string | null; message: string; text: string };

/** Sends a request that is signed well, but for what `change` does to it afterwards. */
async function send(method: string, path: string, body?: Sent['body'], options: Options = {}): Promise<Answer> {
  const { at = new Date(), service = 'apigateway', change } = options;
  const url = new URL(`${server.url}${path}`);
  const { accessKeyId, secretAccessKey } = options.key ?? key;
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    },
    { signingDate: at },
  );
  const sent: Sent = { method, headers: signed.headers, ...(body !== undefined && { body }) };
  change?.(sent);
  const response = await fetch(url, sent);
  const text = await response.text();
  const parsed = text.startsWith('{') ? (JSON.parse(text) as { message?: string }) : {};
  return {
    status: response.status,
    type: response.headers.get('x-amzn-errortype'),
    message: parsed.message ?? '',
    text,
  };
}

const api = '{"name":"Hostile"}';

async function apisOf({ workspaceId }: Member): Promise<number> {
  return db().restApi.count({ where: { workspaceId } });
}

test('signatures that do not fit are refused in AWS’s words, and nothing is done', async () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const authorization = (text: string) => (sent: Sent) => void (sent.headers.authorization = text);
  const cases: [string, Options, number, string][] = [
    ['none', { change: (sent) => void delete sent.headers.authorization }, 403, 'MissingAuthenticationTokenException'],
    ['no such form', { change: authorization('Bearer abc') }, 400, 'IncompleteSignatureException'],
    ['unknown key', { key: { ...key, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' } }, 403, 'UnrecognizedClientException'],
    ['wrong secret', { key: { ...key, secretAccessKey: 'x'.repeat(40) } }, 403, 'InvalidSignatureException'],
    ['another service', { service: 'execute-api' }, 403, 'InvalidSignatureException'],
    ['a clock that is slow', { at: minutes(-6) }, 403, 'InvalidSignatureException'],
    ['a clock that is fast', { at: minutes(6) }, 403, 'InvalidSignatureException'],
    ['another body', { change: (sent) => void (sent.body = api.replace('H', 'h')) }, 403, 'InvalidSignatureException'],
    ['another verb', { change: (sent) => void (sent.method = 'PUT') }, 403, 'InvalidSignatureException'],
  ];
  for (const [name, options, status, type] of cases) {
    const answer = await send('POST', '/restapis', api, options);
    expect([name, answer.status, answer.type]).toEqual([name, status, type]);
    expect(answer.message).not.toBe('');
  }
  expect(await apisOf(owner)).toBe(0);
});

test('a request that is sent again after its time is refused', async () => {
  const old = await send('POST', '/restapis', api, { at: new Date(Date.now() - 301_000) });
  expect(old).toMatchObject({ status: 403, type: 'InvalidSignatureException' });
  expect(old.message).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than /);
});

test('a key that is disabled or expired is refused at once', async () => {
  const other = await newKeyOf(owner);
  expect((await send('GET', '/restapis', undefined, { key: other })).status).toBe(200);
  await updateAccessKey.execute(owner, { accessKeyId: other.accessKeyId, enabled: false });
  expect(await send('GET', '/restapis', undefined, { key: other })).toMatchObject({
    type: 'UnrecognizedClientException',
  });
  await updateAccessKey.execute(owner, { accessKeyId: other.accessKeyId, enabled: true });
  await db().accessKey.update({ where: { id: other.accessKeyId }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect(await send('GET', '/restapis', undefined, { key: other })).toMatchObject({ type: 'ExpiredTokenException' });
});

test('bodies that are none are refused, and nothing is half done', async () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const cases: [string, Sent['body'], number, string][] = [
    ['no JSON', '{"name":', 400, 'SerializationException'],
    ['a list', '["name"]', 400, 'SerializationException'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400, 'SerializationException'],
    ['a member that there is not', '{"name":"A","nonsense":1}', 400, 'BadRequestException'],
    [
      'a member below that there is not',
      '{"name":"A","endpointConfiguration":{"kind":"X"}}',
      400,
      'BadRequestException',
    ],
    ['a member of another type', '{"name":7}', 400, 'SerializationException'],
    ['a member that is missing', '{}', 400, 'BadRequestException'],
    ['a prototype', '{"name":"A","__proto__":{"admin":true}}', 400, 'BadRequestException'],
    ['NUL', '{"name":"a\\u0000b"}', 400, 'BadRequestException'],
    ['great depth', deep, 400, 'BadRequestException'],
    ['great size', `{"name":"${'a'.repeat(11 * 1024 * 1024)}"}`, 413, 'RequestEntityTooLargeException'],
  ];
  for (const [name, body, status, type] of cases) {
    const answer = await send('POST', '/restapis', body);
    expect([name, answer.status, answer.type]).toEqual([name, status, type]);
    expect(answer.text).not.toMatch(/at .*\.ts:\d+|node_modules|prisma/i);
  }
  expect(await apisOf(owner)).toBe(0);
});

test('addresses that are none are refused', async () => {
  for (const path of [
    '/',
    '/nonsense',
    '/restapis/a/b/c/d',
    '/restapis/%ff',
    '/restapis//resources',
    '/restapis/%00',
  ]) {
    expect([path, (await send('GET', path)).status]).toEqual([path, 404]);
  }
  for (const id of ['..%2F..', "'%20OR%201=1", 'a'.repeat(60)]) {
    const { status, type } = await send('GET', `/restapis/${id}`);
    expect([id.slice(0, 20), status, type]).toEqual([id.slice(0, 20), 404, 'NotFoundException']);
  }
});
