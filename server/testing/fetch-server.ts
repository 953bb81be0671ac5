import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export type FetchServer = { url: string; stop(): Promise<void> };

/** Serves route handlers over node:http on loopback as the framework does: a Request in, a Response out. */
export async function serveFetch(route: (request: Request) => Promise<Response>, port = 0): Promise<FetchServer> {
  const server = createServer((incoming, outgoing) => {
    answer(route, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  route: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  outgoing.on('close', () => left.abort());
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) headers.set(name, values?.join(', ') ?? '');
  const request = new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), {
    method,
    headers,
    body: method === 'GET' || method === 'HEAD' ? null : new Uint8Array(await buffer(incoming)),
    signal: left.signal,
  });
  const response = await route(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(chunks(response.body), outgoing);
  else outgoing.end();
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
