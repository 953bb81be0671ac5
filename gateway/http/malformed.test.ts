import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start();
  await gateway.deploy(
    snapshot([
      route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`)),
      route('GET', '/admin', proxyTo(upstream.url), { apiKeyRequired: true }),
    ]),
  );
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

/** Sends raw bytes and gives all that came back until the connection was quiet or closed. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(gateway.port, '127.0.0.1', () => socket.end(bytes, 'latin1'));
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
    socket.setTimeout(10_000, () => socket.destroy());
  });
}

const start = `GET /${apiId}/prod/x HTTP/1.1\r\nHost: a\r\n`;
const post = `POST /${apiId}/prod/x HTTP/1.1\r\nHost: a\r\n`;

test.each([
  ['two lengths', `${post}Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde`],
  [
    'a length and chunks',
    `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
  ],
  ['chunked spelt wrongly', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
  ['chunked not last', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
  ['a blank before the colon', `${post}Content-Length : 5\r\n\r\nabcde`],
  ['a folded header', `${post}X: a\r\n Content-Length: 5\r\n\r\nabcde`],
  ['a bare line feed', `${post}X: a\nContent-Length: 5\r\n\r\nabcde`],
  ['a bare carriage return', `${post}X: a\rContent-Length: 5\r\n\r\nabcde`],
  ['a NUL in a header', `${start}X: a\0b\r\n\r\n`],
  ['a signed length', `${post}Content-Length: +5\r\n\r\nabcde`],
  ['a bad chunk size', `${post}Transfer-Encoding: chunked\r\n\r\n5z\r\nabcde\r\n0\r\n\r\n`],
  ['no host', `GET /${apiId}/prod/x HTTP/1.1\r\n\r\n`],
  ['two hosts', `${start}Host: b\r\n\r\n`],
])('%s never reaches the upstream as a request of its own', async (_, bytes) => {
  const before = upstream.seen.length;
  expect(await send(bytes)).toMatch(/^HTTP\/1\.1 (?:400|501) /);
  expect(upstream.seen.length - before).toBe(0);
});

test('headers beyond the limit are 431, whatever their number, and a target beyond its limit is 414', async () => {
  const many = Array.from({ length: 2_400 }, (_, i) => `a${i}:\r\n`).join('');
  expect(await send(`${start}${many}\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await send(`${start}X: ${'a'.repeat(11_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await send(`${start}X: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await send(`GET /${apiId}/prod/${'a'.repeat(10_300)} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 414 /,
  );
});

test('no spelling of a protected path slips through an open one', async () => {
  const spellings = [
    '/admin',
    '/admin/',
    '//admin',
    '/%61dmin',
    '/%61%64%6d%69%6e',
    '/./admin',
    '/x/../admin',
    '/%2e/admin',
    '/x/%2e%2e/admin',
    '/x/..%2fadmin',
    '/x/..%5cadmin',
    '/.//admin',
    '/admin//',
    '///admin///',
    '/admin?',
    '/x/..;/admin',
    '/%2e%2e/prod/admin',
    '/admin%00',
    '/admin/.',
    '\\admin',
    '/x\\..\\admin',
  ];
  for (const spelling of spellings) {
    for (const [line, host] of [
      [`/${apiId}/prod${spelling}`, 'a'],
      [`/prod${spelling}`, `${apiId}.execute-api.localhost`],
      [`http://${apiId}.execute-api.localhost/prod${spelling}`, 'a'],
    ]) {
      const answer = await send(`GET ${line} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      expect([spelling, answer.slice(9, 12)]).toEqual([spelling, expect.stringMatching(/^(?:400|403|404)$/)]);
    }
  }
  expect(upstream.seen.filter(({ url }) => url.includes('dmin'))).toEqual([]);
});

test('random damage is answered or cut off, and the gateway serves on', { timeout: 60_000 }, async () => {
  let seed = 7;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const whole = `${post}Content-Type: application/json\r\nX-Api-Key: abc\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`;
  for (let round = 0; round < 40; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => {
        const bytes = [...whole];
        for (let i = next(6); i >= 0; i -= 1)
          bytes.splice(next(bytes.length), next(3), String.fromCharCode(next(256)).repeat(next(4)));
        return send(bytes.join(''));
      }),
    );
    for (const answer of answers) expect(answer).not.toMatch(/at .*\.(?:ts|js):\d+|node_modules|node:internal/);
  }
  expect((await gateway.call('GET', '/x')).status).toBe(200);
});
