import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../testing/gateway-process.ts';
import { selfSigned } from '../testing/self-signed.ts';
import type { BodySink } from './types.ts';
import { createUpstreamClient } from './upstream.ts';
import type { UpstreamAnswer, UpstreamClient, UpstreamFault, UpstreamMode, UpstreamRequest } from './upstream-types.ts';

const client: UpstreamClient = createUpstreamClient({ allowPrivate: true });
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

function onConnection(serve: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket);
  };
}

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function upstream(serve: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(onConnection(serve)))}`;
}

/** Answers every complete head with the same bytes. */
function answering(bytes: string): (socket: Socket) => void {
  return (socket) => socket.on('data', () => socket.write(bytes, 'latin1'));
}

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

type Outcome = UpstreamAnswer | UpstreamFault;

function ask(
  origin: string,
  change: Partial<UpstreamRequest> = {},
  mode: UpstreamMode = 'whole',
  by: UpstreamClient = client,
): Promise<Outcome> {
  return new Promise((resolve) => {
    by.send(
      {
        workspaceId: 'a',
        origin,
        method: 'GET',
        path: '/',
        rawHeaders: ['host', 'a'],
        body: null,
        bodyLength: null,
        timeoutMs: 20_000,
        insecureSkipVerification: false,
        ...change,
      },
      { answered: (_, answer) => resolve(answer), failed: (_, fault) => resolve(fault) },
      null,
      mode,
    );
  });
}

async function text(outcome: Promise<Outcome>): Promise<string> {
  const answer = await outcome;
  if ('kind' in answer) return `${answer.kind}: ${answer.message}`;
  return Buffer.isBuffer(answer.body) ? answer.body.toString('latin1') : '';
}

test('a connection serves one exchange after another, and as many are made as are needed at a time', async () => {
  let connections = 0;
  const origin = await upstream((socket) => {
    connections += 1;
    answering(ok)(socket);
  });
  for (let i = 0; i < 5; i += 1) expect(await text(ask(origin))).toBe('ok');
  expect(connections).toBe(1);
  await Promise.all(Array.from({ length: 10 }, () => ask(origin)));
  expect(connections).toBeLessThanOrEqual(10);
});

test('what a server sends ahead is never the answer to a later request', async () => {
  const poison = ok.replace('ok', 'no');
  const rest = [`${ok}${poison}`, `${ok}HTTP/1.1 200`, `${ok}x`, `${ok}\r\n${poison}`];
  for (const bytes of rest) {
    let isFirst = true;
    const origin = await upstream((socket) => {
      socket.on('data', () => {
        socket.write(isFirst ? bytes : ok);
        isFirst = false;
      });
    });
    expect(await text(ask(origin))).toBe('ok');
    expect(await text(ask(origin))).toBe('ok');
  }
  const late = await upstream((socket) => {
    socket.once('data', () => {
      socket.write(ok);
      void setTimeout(20).then(() => socket.write(poison));
      socket.on('data', () => socket.write(ok));
    });
  });
  expect(await text(ask(late))).toBe('ok');
  await setTimeout(50);
  expect(await text(ask(late))).toBe('ok');
});

test('an answer that came before its request was written is not taken', async () => {
  const accepted: Socket[] = [];
  const origin = await upstream((socket) => {
    accepted.push(socket);
    answering(ok)(socket);
  });
  expect(await text(ask(origin))).toBe('ok');
  await setTimeout(20);
  accepted[0]?.write(ok.replace('ok', 'no'));
  // Within this turn, so that the bytes are there and nobody has read them.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  const isPost = { method: 'POST', body: Buffer.from('x') };
  expect(await text(ask(origin, isPost))).toBe('ok');
  expect(accepted).toHaveLength(2);
});

test('bodies end by length, by chunks and by the end of the connection', async () => {
  const chunked =
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n3;x=y\r\nay!\r\n0\r\nx-trailer: 1\r\n\r\n';
  expect(await text(ask(await upstream(answering(chunked))))).toBe('okay!');
  const ending = await upstream((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nto the end')));
  expect(await text(ask(ending))).toBe('to the end');
  const cut = await upstream((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n')),
  );
  expect(await text(ask(cut))).toMatch(/^protocol: /);
  expect(
    await text(ask(await upstream(answering('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n')), { method: 'HEAD' })),
  ).toBe('');
});

test('trailers of one response never become headers of the next one', async () => {
  const trailing = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx-trailer: 1\r\n\r\n';
  // More headers than the parser reports at once.
  const many = Array.from({ length: 40 }, (_, i) => `x-${i}: ${i}\r\n`).join('');
  let requests = 0;
  const origin = await upstream((socket) =>
    socket.on('data', () => socket.write((requests += 1) === 1 ? trailing : ok.replace('\r\n', `\r\n${many}`))),
  );
  expect(await text(ask(origin))).toBe('ok');
  const answer = await ask(origin);
  expect(sockets.size).toBe(1);
  expect('rawHeaders' in answer && answer.rawHeaders).toEqual(
    Array.from({ length: 40 }, (_, i) => [`x-${i}`, String(i)]).flat(),
  );
});

test('an upgrade that nobody asked for is a fault', async () => {
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nabc';
  for (const bytes of [upgrade, 'HTTP/1.1 101 Switching Protocols\r\n\r\n'])
    expect(await text(ask(await upstream(answering(bytes))))).toMatch(/^protocol: /);
});

test('a transfer coding that nobody asked for is a fault, since its bytes would pass for the content', async () => {
  for (const coding of ['gzip, chunked', 'gzip\r\ntransfer-encoding: chunked']) {
    const bytes = `HTTP/1.1 200 OK\r\ntransfer-encoding: ${coding}\r\n\r\n2\r\nok\r\n0\r\n\r\n`;
    expect(await text(ask(await upstream(answering(bytes))))).toMatch(/^protocol: /);
  }
  const plain = 'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n';
  expect(await text(ask(await upstream(answering(plain))))).toBe('ok');
});

test('bodies are sent whole, by length and in chunks', async () => {
  const origin = await upstream((socket) => {
    let received = '';
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1');
      if (!received.endsWith('END') && !received.endsWith('0\r\n\r\n')) return;
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${received.length}\r\n\r\n${received}`, 'latin1');
      received = '';
    });
  });
  const large = Buffer.from(`${'a'.repeat(100_000)}END`);
  const whole = await text(ask(origin, { method: 'POST', body: large }));
  expect(whole).toContain('content-length: 100003\r\n');
  expect(whole.slice(whole.indexOf('\r\n\r\n') + 4)).toBe(large.toString());
  const declared = await text(
    ask(origin, { method: 'PUT', body: Readable.from([Buffer.from('abcEND')]), bodyLength: 6 }),
  );
  expect(declared).toMatch(/content-length: 6\r\n.*\r\n\r\nabcEND$/s);
  const chunks = Readable.from([Buffer.from('abc'), Buffer.from('defg')]);
  const chunked = await text(ask(origin, { method: 'POST', body: chunks }));
  expect(chunked).toMatch(/transfer-encoding: chunked\r\n.*\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n$/s);
});

test('an answer before the upload is whole ends both', async () => {
  const origin = await upstream((socket) => socket.once('data', () => socket.write(ok)));
  const upload = new Readable({ read: () => undefined });
  upload.push(Buffer.alloc(1_000));
  expect(await text(ask(origin, { method: 'POST', body: upload }))).toBe('ok');
  await eventually(() => sockets.size === 0 && upload.destroyed);
});

test('an answer that is there is read before more of an upload is written to a server that has closed', async () => {
  let accepted: Socket | null = null;
  const origin = await upstream((socket) => socket.once('data', () => (accepted = socket)));
  const upload = new Readable({ read: () => undefined });
  const answer = text(ask(origin, { method: 'POST', body: upload }));
  await eventually(() => accepted !== null);
  // Timers run ahead of the phase in which sockets are read.
  await setTimeout(1);
  const server = accepted as unknown as Socket;
  server.write(ok);
  server.resetAndDestroy();
  upload.push(Buffer.alloc(1_000));
  expect(await answer).toBe('ok');
});

test('requests that would mean something else on the wire are not sent', async () => {
  let received = '';
  const origin = await upstream((socket) =>
    socket.on('data', (bytes: Buffer) => (received += bytes.toString('latin1'))),
  );
  const changes: Partial<UpstreamRequest>[] = [
    { path: '/ HTTP/1.1\r\nx: y\r\n\r\n' },
    { path: '/a b' },
    { path: '/\u010a' },
    { rawHeaders: ['x', 'a\r\nb: c'] },
    { rawHeaders: ['x', 'a\u010ab'] },
    { rawHeaders: ['x', 'a\0b'] },
    { rawHeaders: ['x: y\r\nz', 'a'] },
    { rawHeaders: ['', 'a'] },
    { method: 'GET /x HTTP/1.1\r\n' },
    { method: 'CONNECT' },
  ];
  for (const change of changes) expect(await text(ask(origin, change))).toMatch(/^protocol: /);
  expect(received).toBe('');
});

test('framing headers of a request are the client to write', async () => {
  const origin = await upstream((socket) => {
    socket.on('data', (bytes: Buffer) =>
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.byteLength}\r\n\r\n${bytes.toString('latin1')}`),
    );
  });
  const rawHeaders = ['host', 'a', 'Content-Length', '5', 'Transfer-Encoding', 'chunked', 'Connection', 'close'];
  const seen = await text(ask(origin, { method: 'POST', body: Buffer.from('ab'), rawHeaders }));
  expect(seen).toBe('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nab');
});

test('a connection is read again when its last reader asked for a pause to the end', async () => {
  let connections = 0;
  const origin = await upstream((socket) => {
    connections += 1;
    answering(ok)(socket);
  });
  for (let i = 0; i < 3; i += 1) {
    const answer = await ask(origin, {}, 'stream');
    if (!('status' in answer) || answer.body === null || Buffer.isBuffer(answer.body))
      throw new Error('It has no stream.');
    const { body } = answer;
    const sink = { write: () => false, fail: () => undefined };
    await new Promise<void>((resolve) => body.open({ ...sink, end: resolve }));
    expect(await text(ask(origin))).toBe('ok');
  }
  expect(connections).toBe(1);
});

test('a closed client fails what it serves and what waits, and connects no more', async () => {
  let connections = 0;
  const origin = await upstream((socket) => {
    connections += 1;
    socket.resume();
  });
  const closing = createUpstreamClient({ allowPrivate: true });
  const outcomes = Array.from({ length: 300 }, () => text(ask(origin, {}, 'whole', closing)));
  await eventually(() => connections === 256);
  closing.close();
  for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatch(/^reset: /);
  expect(connections).toBe(256);
  await eventually(() => sockets.size === 0);
});

test('a stream waits for its reader', async () => {
  let sent = 0;
  const origin = await upstream((socket) =>
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${200 * 65_536}\r\n\r\n`);
      const more = () => {
        while (sent < 200 && socket.writable) {
          sent += 1;
          if (!socket.write(Buffer.alloc(65_536))) return void socket.once('drain', more);
        }
      };
      more();
    }),
  );
  const answer = await ask(origin, {}, 'stream');
  if (!('status' in answer) || answer.body === null || Buffer.isBuffer(answer.body))
    throw new Error('It has no stream.');
  let bytes = 0;
  let isReading = false;
  const over = new Promise<void>((resolve, reject) => {
    const sink: BodySink = {
      write: (chunk) => {
        bytes += chunk.byteLength;
        return isReading;
      },
      end: resolve,
      fail: () => reject(new Error('It failed.')),
    };
    (answer.body as { open(sink: BodySink): void }).open(sink);
  });
  // It comes to rest, and long before its end.
  let [read, pushed] = [-1, -1];
  await eventually(async () => {
    [read, pushed] = [bytes, sent];
    await setTimeout(100);
    return bytes === read && sent === pushed;
  });
  expect(read).toBeLessThan(1_000_000);
  isReading = true;
  answer.body.resume();
  await over;
  expect(bytes).toBe(200 * 65_536);
});

test('every idle connection that a restarted server left behind is given up with the first', async () => {
  const origin = await upstream((socket) => {
    socket.once('data', () => {
      void setTimeout(30).then(() => socket.write(ok));
      socket.on('data', () => socket.destroy());
    });
  });
  await Promise.all(Array.from({ length: 5 }, () => ask(origin)));
  await eventually(() => sockets.size === 5);
  expect(await text(ask(origin))).toBe('ok');
  await eventually(() => sockets.size === 1);
});

test('a server behind TLS is verified unless the integration says otherwise, and spoken to by HTTP/1.1', async () => {
  const server = createTlsServer({ ...selfSigned, ALPNProtocols: ['h2', 'http/1.1'] }, onConnection(answering(ok)));
  const origin = `https://127.0.0.1:${await listen(server)}`;
  expect(await text(ask(origin))).toMatch(/^connect: /);
  for (let i = 0; i < 3; i += 1) expect(await text(ask(origin, { insecureSkipVerification: true }))).toBe('ok');
  const large = Buffer.alloc(300_000, 'a');
  expect(await text(ask(origin, { method: 'PUT', body: large, insecureSkipVerification: true }))).toBe('ok');
});
