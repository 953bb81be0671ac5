import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { apiId, proxyTo, route, snapshot } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { Harness } from '../testing/harness.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';

// What HTTP/1 allows beside plain requests (RFC 9110, RFC 9112), and how it is answered.

let gateway: Harness;
const upstream = new UpstreamServer();

beforeAll(async () => {
  await upstream.start();
  gateway = await Harness.start();
  await gateway.deploy(snapshot([route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`))]));
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

type Client = { socket: Socket; text: string; isClosed: boolean };

function client(bytes: string): Client {
  const socket = connect(gateway.port, '127.0.0.1');
  const made: Client = { socket, text: '', isClosed: false };
  socket.setEncoding('latin1').on('data', (text: string) => (made.text += text));
  socket.on('error', () => undefined);
  socket.on('close', () => (made.isClosed = true));
  socket.write(bytes);
  onTestFinished(() => void socket.destroy());
  return made;
}

const path = `/${apiId}/prod`;
const answers = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

test.each([
  ['a tunnel', 400, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
  ['no host', 400, `GET ${path}/x HTTP/1.1\r\n\r\n`],
  [
    'an expectation of its own',
    417,
    `POST ${path}/x HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 3\r\n\r\n`,
  ],
  [
    'a transfer coding that is not decoded',
    501,
    `POST ${path}/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n`,
  ],
  [
    'such a coding in a line of its own',
    501,
    `POST ${path}/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`,
  ],
  ['another version of HTTP', 505, `GET ${path}/x HTTP/2.0\r\nHost: a\r\n\r\n`],
])('%s is answered %i with a message, and the connection ends', async (_, status, bytes) => {
  const before = upstream.seen.length;
  const caller = client(bytes);
  await eventually(() => caller.isClosed);
  expect(answers(caller.text)).toEqual([String(status)]);
  expect(caller.text).toMatch(/\r\ncontent-type: application\/json\r\n/);
  expect(caller.text).toMatch(/\r\nconnection: close\r\n/i);
  expect(caller.text).toMatch(/\r\n\r\n\{"message":"[^"]+"\}$/);
  expect(upstream.seen.length).toBe(before);
});

test('a tunnel that is asked for behind a request leaves that request its answer', async () => {
  const caller = client(`GET ${path}/x HTTP/1.1\r\nHost: a\r\n\r\nCONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n`);
  await eventually(() => caller.isClosed);
  expect(answers(caller.text)).toEqual(['200']);
});

test('a target in absolute form names the host, whatever the header says', async () => {
  const caller = client(
    `GET http://${apiId}.execute-api.localhost/prod/x HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n`,
  );
  await eventually(() => caller.isClosed);
  expect(answers(caller.text)).toEqual(['200']);
  const other = client(
    `GET http://other.example/prod/x HTTP/1.1\r\nHost: ${apiId}.execute-api.localhost\r\nConnection: close\r\n\r\n`,
  );
  await eventually(() => other.isClosed);
  expect(answers(other.text)).toEqual(['404']);
});

test('HTTP/1.0 needs no host; an upgrade is not made, and the request is served', async () => {
  const old = client(`GET ${path}/old HTTP/1.0\r\n\r\n`);
  await eventually(() => old.isClosed);
  expect(answers(old.text)).toEqual(['200']);
  const caller = client(`GET ${path}/1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  await eventually(() => answers(caller.text).length === 1);
  caller.socket.write(`GET ${path}/2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  await eventually(() => caller.isClosed);
  expect(answers(caller.text)).toEqual(['200', '200']);
});

test('a body that its caller holds back until it is wanted is asked for', async () => {
  const caller = client(
    `POST ${path}/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n`,
  );
  await eventually(() => caller.text === 'HTTP/1.1 100 Continue\r\n\r\n');
  caller.socket.write('abc');
  await eventually(() => caller.isClosed);
  expect(answers(caller.text)).toEqual(['100', '200']);
  expect(upstream.seen.at(-1)?.body).toBe('abc');
});
