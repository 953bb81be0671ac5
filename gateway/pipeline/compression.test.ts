import { request } from 'node:http';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(() => upstream.start());
afterAll(async () => {
  await upstream.stop();
  await gateway.stop();
});
beforeEach(async () => {
  if (gateway) await gateway.stop();
  gateway = await Harness.start();
  upstream.answer = null;
  upstream.seen.length = 0;
});

type Bytes = { status: number; headers: Record<string, string>; body: Buffer };

function call(method: string, target: string, headers: Record<string, string>, body?: Buffer): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const options = { port: gateway.port, method, path: `/${apiId}/prod${target}`, headers, agent: false };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function deploy(minimumCompressionSize: number, behavior: 'friendly' | 'aws-strict' = 'friendly') {
  const echo: Integration = {
    ...proxyTo(`${upstream.url}/echo`),
    type: 'HTTP',
    httpMethod: 'POST',
    integrationResponses: mockIntegration().integrationResponses,
  };
  const design = snapshot([
    route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`)),
    route('POST', '/echo', echo),
    route('GET', '/stream', proxyTo(`${upstream.url}/stream`, { responseTransferMode: 'STREAM' })),
  ]);
  await gateway.deploy({ ...design, api: { ...design.api, minimumCompressionSize, behavior } });
}

const text = 'All work and no play. '.repeat(1_000);

function serve(headers: Record<string, string> = {}, body = text) {
  upstream.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(body);
}

test.each([
  ['gzip', 'gzip', 'gzip'],
  ['deflate;q=0.9, gzip;q=0.5', 'deflate', 'deflate'],
  ['gzip, deflate, br', 'gzip', 'gzip'],
  ['br;q=1, gzip;q=0.8', 'gzip', undefined],
  ['identity;q=1, gzip;q=0.5', undefined, undefined],
  ['gzip;q=0', undefined, undefined],
  ['br', undefined, undefined],
  ['*', undefined, undefined],
])('Accept-Encoding %s is answered with %s; strictly with %s', async (accepted, friendly, strict) => {
  serve();
  for (const [behavior, coding] of [
    ['friendly', friendly],
    ['aws-strict', strict],
  ] as const) {
    await deploy(0, behavior);
    const { headers, body } = await call('GET', '/x', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers.vary).toBe('Accept-Encoding');
    const plain = coding === 'gzip' ? gunzipSync(body) : coding === 'deflate' ? inflateSync(body) : body;
    expect(plain.toString()).toBe(text);
  }
});

test('small, encoded and untransformable answers stay as they are; strong validators become weak', async () => {
  await deploy(1_000);
  const gzip = { 'accept-encoding': 'gzip' };
  serve({ etag: '"a"' });
  expect((await call('GET', '/x', gzip)).headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"a"' });
  serve({}, 'short');
  expect((await call('GET', '/x', gzip)).headers['content-encoding']).toBeUndefined();
  serve({ 'content-encoding': 'br' });
  expect((await call('GET', '/x', gzip)).headers).toMatchObject({ 'content-encoding': 'br' });
  serve({ 'cache-control': 'public, no-transform' });
  expect((await call('GET', '/x', gzip)).headers['content-encoding']).toBeUndefined();
  serve();
  expect((await call('GET', '/x', {})).headers['content-encoding']).toBeUndefined();
});

test('HEAD tells what GET would, and no length that GET would not have', async () => {
  await deploy(1_000);
  const gzip = { 'accept-encoding': 'gzip' };
  serve({ 'content-length': String(text.length), etag: '"v1"' });
  const { headers } = await call('HEAD', '/x', gzip);
  const names = ['content-encoding', 'etag', 'vary'];
  expect(names.map((name) => headers[name])).toEqual(['gzip', 'W/"v1"', 'Accept-Encoding']);
  expect(headers['content-length']).toBeUndefined();
  const got = await call('GET', '/x', gzip);
  expect(names.map((name) => got.headers[name])).toEqual(names.map((name) => headers[name]));
  expect((await call('HEAD', '/x', {})).headers['content-length']).toBe(String(text.length));
  serve({ 'content-length': '5' }, 'short');
  expect((await call('HEAD', '/x', gzip)).headers['content-length']).toBe('5');
});

test('what an answer says of its own bytes is not said of compressed ones', async () => {
  await deploy(1_000);
  serve({ 'accept-ranges': 'bytes', 'content-digest': 'sha-256=:x:', 'content-md5': 'x', 'x-kept': '1' });
  const names = ['accept-ranges', 'content-digest', 'content-md5', 'x-kept'];
  const plain = await call('GET', '/x', {});
  expect(names.map((name) => plain.headers[name])).toEqual(['bytes', 'sha-256=:x:', 'x', '1']);
  const encoded = await call('GET', '/x', { 'accept-encoding': 'gzip' });
  expect(names.map((name) => encoded.headers[name])).toEqual([undefined, undefined, undefined, '1']);
});

test('large and streamed answers are compressed as they flow, and a stream is flushed piece by piece', async () => {
  await deploy(0);
  const large = 'x'.repeat(3_000_000);
  serve({}, large);
  const { headers, body } = await call('GET', '/large', { 'accept-encoding': 'gzip' });
  expect(headers['content-length']).toBeUndefined();
  expect(body.byteLength).toBeLessThan(100_000);
  expect(gunzipSync(body).toString()).toBe(large);

  let finish: () => void = () => undefined;
  upstream.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    finish = () => response.end('data: last\n\n');
  };
  const first = await fetch(`${gateway.url}/${apiId}/prod/stream`, { headers: { 'accept-encoding': 'gzip' } });
  const reader = first.body?.getReader();
  expect(first.headers.get('content-encoding')).toBe('gzip');
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: first\n\n');
  finish();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: last\n\n');
});

test('a compressed request body is decoded before it is mapped', async () => {
  await deploy(0);
  const json = Buffer.from('{"pet":"cat"}');
  for (const [coding, body] of [
    ['gzip', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['deflate', deflateRawSync(json)],
    ['identity', json],
  ] as const) {
    const headers = { 'content-type': 'application/json', 'content-encoding': coding };
    expect((await call('POST', '/echo', headers, body)).status).toBe(200);
    expect(upstream.seen.at(-1)?.body).toBe('{"pet":"cat"}');
    expect(upstream.seen.at(-1)?.headers['content-encoding']).toBeUndefined();
  }
  const passed = gzipSync(json);
  await call('POST', '/x', { 'content-encoding': 'gzip' }, passed);
  expect(upstream.seen.at(-1)?.headers['content-encoding']).toBe('gzip');
});

test('an unknown or wrong coding is 415', async () => {
  await deploy(0);
  for (const coding of ['br', 'gzip', 'deflate', 'gzip, gzip']) {
    const answer = await call('POST', '/echo', { 'content-encoding': coding }, Buffer.from('no archive'));
    expect([coding, answer.status]).toEqual([coding, 415]);
  }
  expect(upstream.seen).toEqual([]);
});

test('X9: a body that grows a thousandfold is 413, and takes little memory', async () => {
  await deploy(0);
  const piece = gzipSync(Buffer.alloc(8 * 1024 * 1024));
  const bomb = Buffer.concat(new Array<Buffer>(32).fill(piece));
  expect((8 * 1024 * 1024) / piece.byteLength).toBeGreaterThan(1_000);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 1);
  for (let i = 0; i < 5; i += 1) {
    expect((await call('POST', '/echo', { 'content-encoding': 'gzip' }, bomb)).status).toBe(413);
  }
  clearInterval(watch);
  const grownMb = Math.round((most - before) / 1024 / 1024);
  process.stdout.write(`X9 gzip 1:1000: 413, memory grew by ${grownMb} MB (bar: 64)\n`);
  expect(grownMb).toBeLessThan(64);
  expect(upstream.seen).toEqual([]);
});
