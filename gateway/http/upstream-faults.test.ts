import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Integration } from '#core/integrations/schema.ts';
import { proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { Harness } from '../testing/harness.ts';

let gateway: Harness;
let server: Server | null = null;
const sockets = new Set<Socket>();

beforeAll(async () => {
  gateway = await Harness.start();
});
afterAll(() => gateway.stop());
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  if (server?.listening) await once(server, 'close');
  server = null;
});

/** An upstream that speaks raw bytes: `onRequest` runs for every request head that arrives. */
async function upstream(onRequest: (socket: Socket, count: number) => void): Promise<string> {
  let count = 0;
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', () => onRequest(socket, (count += 1)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Change = Partial<Integration>;

async function deploy(url: string, change: Change = {}): Promise<void> {
  await gateway.deploy(snapshot([route('ANY', '/{proxy+}', proxyTo(`${url}/{proxy}`, change))]));
}

/** For upstreams that keep their callers waiting. */
const soon: Change = { timeoutInMillis: 200 };

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

test.each([
  ['a reset', 504, (socket: Socket) => socket.resetAndDestroy(), /reset/],
  ['an end before any answer', 504, (socket: Socket) => socket.end(), /reset/],
  ['garbage', 504, (socket: Socket) => socket.write('NOT HTTP AT ALL\r\n\r\n'), /protocol/],
  ['a status that is none', 504, (socket: Socket) => socket.write('HTTP/1.1 abc OK\r\n\r\n'), /protocol/],
  [
    'a header of 1 MB',
    504,
    (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1_000_000)}\r\n\r\n`),
    /protocol/,
  ],
  [
    'a length that is too long',
    504,
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort'),
    /reset|protocol/,
  ],
  [
    'two framings',
    504,
    (socket: Socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    /protocol/,
  ],
  ['no answer', 504, () => undefined, /no answer within 200 ms/, soon],
  [
    'a body that stalls',
    504,
    (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort'),
    /stalled within 200 ms/,
    soon,
  ],
])('%s becomes a clean %i', async (_, status, onRequest, cause, change = {}) => {
  await deploy(await upstream(onRequest), change);
  const answer = await gateway.call('POST', '/x');
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toHaveProperty('message');
  expect(gateway.cause()).toMatch(cause);
  await eventually(() => sockets.size === 0);
});

test('a refused connection and an unknown host are integration failures', async () => {
  await deploy('http://127.0.0.1:1');
  expect((await gateway.call('GET', '/x')).status).toBe(504);
  expect(gateway.cause()).toMatch(/connect: .*ECONNREFUSED/);
  await deploy('http://no-such-host.invalid', soon);
  expect((await gateway.call('GET', '/x')).status).toBe(504);
});

test('a large body that breaks off breaks off for the caller too', async () => {
  await deploy(
    await upstream((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 500000\r\n\r\n${'a'.repeat(200_000)}`);
      void setTimeout(50).then(() => socket.destroy());
    }),
  );
  await expect(gateway.call('GET', '/x')).rejects.toThrow();
  await eventually(() => sockets.size === 0);
});

test('an informational answer is not the answer', async () => {
  await deploy(await upstream((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${ok}`)));
  expect(await gateway.call('GET', '/x')).toMatchObject({ status: 200, text: 'ok' });
});

test('a request that met a closed idle connection is sent once more if it may be', async () => {
  const url = await upstream((socket, count) => {
    if (count % 2 === 1) socket.write(ok);
    else socket.destroy();
  });
  await deploy(url);
  expect((await gateway.call('GET', '/x')).status).toBe(200);
  expect((await gateway.call('GET', '/x')).status).toBe(200);
  expect((await gateway.call('POST', '/x')).status).toBe(504);
});

test('a caller that goes away frees the upstream connection', async () => {
  let requests = 0;
  await deploy(await upstream(() => (requests += 1)), { timeoutInMillis: 29_000 });
  const sent = request({ host: '127.0.0.1', port: gateway.port, path: '/petstore01/prod/x' });
  sent.on('error', () => undefined);
  sent.end();
  await eventually(() => requests === 1);
  sent.destroy();
  await eventually(() => sockets.size === 0);
  await eventually(() => gateway.cause() === 'The caller went away before it was answered.');
});

test('private addresses are refused unless they are allowed, by literal and by name', async () => {
  const url = await upstream((socket) => socket.write(ok));
  const strict = await Harness.start({ allowPrivate: false });
  const { port } = new URL(url);
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0']) {
    await strict.deploy(snapshot([route('GET', '/x', proxyTo(`http://${host}:${port}/`))]));
    expect((await strict.call('GET', '/x')).status).toBe(504);
    expect(strict.cause()).toContain('is not a public address');
  }
  expect(sockets.size).toBe(0);
  await strict.stop();
});
