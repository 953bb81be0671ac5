import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../testing/gateway-process.ts';
import { listen, type Listener } from './listener.ts';
import type { BodySink, GatewayResponse, HttpCall } from './types.ts';

type Call = HttpCall<null>;

async function serve(
  handle: (call: Call) => void,
  change: { gone?: (call: Call) => void; slowReaderMs?: number } = {},
): Promise<Listener> {
  const { gone = () => undefined, ...options } = change;
  const handler = { handle, gone, done: () => undefined };
  const listener = await listen<null>({ host: '127.0.0.1', port: 0, handler, ...options });
  onTestFinished(() => listener.close(0));
  return listener;
}

type Client = { socket: Socket; text: string; isClosed: boolean; error: string | null };

function client({ port }: Listener, bytes: string, options: { allowHalfOpen?: boolean } = {}): Client {
  const socket = connect({ host: '127.0.0.1', port, ...options });
  const made: Client = { socket, text: '', isClosed: false, error: null };
  socket.on('data', (chunk: Buffer) => (made.text += chunk.toString('latin1')));
  socket.on('error', (error: NodeJS.ErrnoException) => (made.error = error.code ?? ''));
  socket.on('close', () => (made.isClosed = true));
  socket.write(bytes);
  onTestFinished(() => void socket.destroy());
  return made;
}

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`;

function response(body: GatewayResponse['body'], headLength: string | null = null): GatewayResponse {
  return { status: 200, rawHeaders: [], body, headLength };
}

/** A stream whose bytes a test writes. */
class OpenBody {
  readonly length: number | null;
  sink: BodySink | null = null;
  isCancelled = false;

  constructor(length: number | null) {
    this.length = length;
  }

  open(sink: BodySink): void {
    this.sink = sink;
  }

  resume(): void {}

  cancel(): void {
    this.isCancelled = true;
  }
}

const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

test.each([
  ['431', get('/', `X: ${'a'.repeat(40_000)}\r\n`)],
  ['400', 'NOT HTTP\r\n\r\n'],
])('a request that is %s is told so on a connection that was used before', async (status, bytes) => {
  const listener = await serve((call) => call.send(response(Buffer.from('ok'))));
  const caller = client(listener, get('/'));
  await eventually(() => caller.text.endsWith('ok'));
  caller.socket.write(bytes);
  await eventually(() => caller.isClosed);
  expect(statuses(caller.text)).toEqual(['200', status]);
  expect(listener.malformed()).toBe(1);
});

test('a malformed request takes no answer from those that came before it', async () => {
  const waiting: Call[] = [];
  const listener = await serve((call) => void waiting.push(call));
  const caller = client(listener, `${get('/1')}${get('/2')}NOT HTTP\r\n\r\n`);
  await eventually(() => waiting.length === 2 && listener.malformed() === 1);
  caller.socket.write('more of it\r\n');
  for (const call of waiting.reverse()) call.send(response(Buffer.from(call.target)));
  await eventually(() => caller.isClosed);
  expect(statuses(caller.text)).toEqual(['200', '200']);
  expect(caller.text).toMatch(/\r\n\r\n\/1HTTP[^]*\r\n\r\n\/2$/);
  expect(listener.malformed()).toBe(1);
});

test('a connection that breaks is no malformed request', async () => {
  const gone: Call[] = [];
  let calls = 0;
  const listener = await serve(() => void (calls += 1), { gone: (call) => void gone.push(call) });
  const caller = client(listener, get('/'));
  await eventually(() => calls === 1);
  caller.socket.resetAndDestroy();
  await eventually(() => gone.length === 1);
  expect(listener.malformed()).toBe(0);
});

test('the head of a stream goes out before its first byte', async () => {
  const body = new OpenBody(null);
  const listener = await serve((call) => call.send({ ...response(body), rawHeaders: ['x-latin', 'caf\xe9'] }));
  const caller = client(listener, get('/'));
  await eventually(() => caller.text.includes('\r\n\r\n'));
  expect(caller.text).toMatch(/^HTTP\/1\.1 200 OK\r\nx-latin: caf\xe9\r\n/);
  body.sink?.write(Buffer.from('late'));
  body.sink?.end();
  await eventually(() => caller.text.endsWith('late\r\n0\r\n\r\n'));
});

test('HEAD is answered at once, though an integration streams a body', async () => {
  const body = new OpenBody(5_000);
  const listener = await serve((call) => call.send(response(body, '5000')));
  const caller = client(listener, get('/').replace('GET', 'HEAD'));
  await eventually(() => caller.text.endsWith('\r\n\r\n'));
  expect(caller.text).toMatch(/\r\ncontent-length: 5000\r\n/);
  expect(body.isCancelled).toBe(true);
});

test('a stream that breaks while it waits behind another response breaks the connection in its turn', async () => {
  const calls: Call[] = [];
  const listener = await serve((call) => void calls.push(call));
  const caller = client(listener, get('/1') + get('/2'));
  await eventually(() => calls.length === 2);
  const body = new OpenBody(100);
  calls[1]?.send(response(body));
  body.sink?.write(Buffer.from('short'));
  body.sink?.fail();
  await setTimeout(20);
  expect(caller.isClosed).toBe(false);
  calls[0]?.send(response(Buffer.from('first')));
  await eventually(() => caller.isClosed);
  expect(caller.text).toContain('\r\n\r\nfirst');
});

test('a stream without a length that breaks is no whole response for a client of HTTP/1.0', async () => {
  const body = new OpenBody(null);
  const listener = await serve((call) => call.send(response(body)));
  const caller = client(listener, 'GET / HTTP/1.0\r\n\r\n');
  await eventually(() => body.sink !== null);
  body.sink?.write(Buffer.from('short'));
  await eventually(() => caller.text.endsWith('short'));
  body.sink?.fail();
  await eventually(() => caller.isClosed);
  expect(caller.error).toBe('ECONNRESET');
});

test('what is in flight when the listener closes is answered, and its connection ends with it', async () => {
  const calls: Call[] = [];
  const listener = await serve((call) => void calls.push(call));
  const alone = client(listener, get('/'));
  const both = client(listener, get('/1') + get('/2'));
  await eventually(() => calls.length === 3);
  const closed = listener.close(60_000);
  await setTimeout(20);
  for (const call of calls) call.send(response(Buffer.from('ok')));
  await closed;
  expect(alone.text).toMatch(/\r\nConnection: close\r\n[^]*ok$/i);
  expect(statuses(both.text)).toEqual(['200', '200']);
});

test('a listener that accepts no more serves the connections that it has, and sends none of them elsewhere', async () => {
  const listener = await serve((call) => call.send(response(Buffer.from('ok'))));
  const caller = client(listener, get('/1'));
  await eventually(() => caller.text.endsWith('ok'));
  await listener.stopAccepting();
  const late = client(listener, get('/2'));
  await eventually(() => late.error === 'ECONNREFUSED');
  caller.socket.write(get('/3'));
  await eventually(() => statuses(caller.text).length === 2);
  expect(caller.text).not.toMatch(/connection: close/i);
});

test('a response that its client still reads is not cut when the listener closes', async () => {
  const large = Buffer.alloc(20_000_000, 'a');
  const listener = await serve((call) => call.send(response(large)));
  const caller = client(listener, get('/'));
  caller.socket.pause();
  await eventually(() => caller.socket.readableLength > 0);
  const closed = listener.close(60_000);
  await setTimeout(1_200);
  expect(caller.isClosed).toBe(false);
  caller.socket.resume();
  await closed;
  await eventually(() => caller.isClosed);
  expect(caller.text.length).toBeGreaterThan(large.byteLength);
});

test('clients that read nothing, or never close, do not hold a connection for ever', async () => {
  const listener = await serve((call) => call.send(response(Buffer.alloc(20_000_000))), { slowReaderMs: 300 });
  const reader = client(listener, get('/'));
  reader.socket.pause();
  const halfOpen = client(listener, 'NOT HTTP\r\n\r\n', { allowHalfOpen: true });
  await eventually(() => reader.socket.readableLength > 0 && halfOpen.text.includes(' 400 '));
  await eventually(() => listener.connections() === 0);
});

test(
  'who waits for an answer, or reads slowly, is not taken for one that reads nothing',
  { timeout: 60_000 },
  async () => {
    const calls: Call[] = [];
    const listener = await serve((call) => void calls.push(call), { slowReaderMs: 2_000 });
    const caller = client(listener, get('/'));
    await eventually(() => calls.length === 1);
    const large = Buffer.alloc(20_000_000, 'a');
    calls[0]?.send(response(large));
    for (let i = 0; i < 10; i += 1) {
      caller.socket.pause();
      await setTimeout(300);
      caller.socket.resume();
      await setTimeout(1);
    }
    await eventually(() => caller.text.length > large.byteLength);
    caller.socket.write(get('/next'));
    await eventually(() => calls.length === 2);
    await setTimeout(2_500);
    calls[1]?.send(response(Buffer.from('late')));
    await eventually(() => caller.text.endsWith('late'));
  },
);
