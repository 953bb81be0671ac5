import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { defaultMethodSetting } from '#core/stages/schema.ts';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

// A list may stand in several lines of its header: they are one list (RFC 9110 section 5.3).

let gateway: Harness;
let served = 0;
let answerHeaders: string[] = [];
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  upstream.answer = ({ rawHeaders, headers }, response) => {
    served += 1;
    upstream.seen.push({ method: '', url: '', headers, rawHeaders, body: '' });
    response.writeHead(200, answerHeaders).end(`answer ${served}`);
  };
  gateway = await Harness.start();
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  served = 0;
  answerHeaders = [];
  upstream.seen.length = 0;
});

async function deploy(change: { minimumCompressionSize?: number; hasCache?: boolean; hasCors?: boolean }) {
  const { minimumCompressionSize = null, hasCache = false, hasCors = false } = change;
  const design = snapshot([
    route('GET', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`)),
    route('POST', '/mock', mockIntegration()),
  ]);
  const corsConfiguration = hasCors
    ? {
        allowOrigins: ['*'],
        allowMethods: ['*'],
        allowHeaders: ['*'],
        exposeHeaders: [],
        maxAge: null,
        allowCredentials: false,
      }
    : null;
  const caching = {
    methodSettings: {
      '*/*': { ...defaultMethodSetting, cachingEnabled: true, requireAuthorizationForCacheControl: false },
    },
  };
  await gateway.deploy(
    { ...design, api: { ...design.api, minimumCompressionSize, corsConfiguration } },
    hasCache ? { cacheClusterSize: '0.5', ...caching } : {},
  );
}

const get = (...headers: string[]) => gateway.call('GET', '/x', { headers });

test('any line of Accept-Encoding says what the caller takes', async () => {
  await deploy({ minimumCompressionSize: 0 });
  const { headers } = await get('accept-encoding', 'br', 'accept-encoding', 'gzip');
  expect(headers['content-encoding']).toBe('gzip');
});

test('any line of Cache-Control invalidates an entry, keeps an answer out of the cache, or forbids to encode it', async () => {
  await deploy({ hasCache: true, minimumCompressionSize: 0 });
  expect([(await get()).text, (await get()).text]).toEqual(['answer 1', 'answer 1']);
  answerHeaders = ['cache-control', 'public', 'cache-control', 'no-store, no-transform'];
  expect((await get('cache-control', 'no-transform', 'cache-control', 'max-age=0')).text).toBe('answer 2');
  expect((await get()).text).toBe('answer 3');
  const { text, headers } = await get('accept-encoding', 'gzip');
  expect([text, headers['content-encoding']]).toEqual(['answer 4', undefined]);
});

test('what any line of Connection names ends here, on both sides', async () => {
  await deploy({});
  answerHeaders = ['connection', 'x-inner', 'connection', 'keep-alive', 'x-inner', '1', 'x-kept', '1'];
  const bytes = `GET /${apiId}/prod/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: x-secret\r\nX-Secret: 1\r\nX-Told: 1\r\n\r\n`;
  const answer = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    socket.on('close', () => resolve(received));
  });
  expect(upstream.seen[0]?.headers).toMatchObject({ 'x-told': '1' });
  expect(upstream.seen[0]?.headers).not.toHaveProperty('x-secret');
  expect(answer).toMatch(/\r\nx-kept: 1\r\n/);
  expect(answer).not.toMatch(/\r\nx-inner: /);
});

test('a body that is encoded twice, by two lines, is no body that is encoded once', async () => {
  await deploy({});
  const options = { headers: ['content-encoding', 'gzip', 'content-encoding', 'x-own', 'content-type', 'text/plain'] };
  const body = gzipSync('{"statusCode": 200}').toString('latin1');
  expect((await gateway.call('POST', '/mock', { ...options, body })).status).toBe(415);
  expect(gateway.cause()).toContain('gzip, x-own');
});

test('a preflight is told of all headers that it asks for', async () => {
  await deploy({ hasCors: true });
  const asked = ['access-control-request-headers', 'x-a', 'access-control-request-headers', 'x-b'];
  const { headers } = await gateway.call('OPTIONS', '/x', {
    headers: ['origin', 'https://a.example', 'access-control-request-method', 'GET', ...asked],
  });
  expect(headers['access-control-allow-headers']).toMatch(/x-a, ?x-b/);
});
