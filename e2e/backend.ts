import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Backend {
  /** The address of a version of the shop: `http://127.0.0.1:{port}/v1`. */
  url: (version: string) => string;
  stop: () => Promise<void>;
}

const ROUTES: { path: RegExp; status: number; body: (part: string) => unknown }[] = [
  {
    path: /^\/store\/order\/(\d+)$/,
    status: 200,
    body: (id) => ({ id: Number(id), petId: 7, quantity: 1, status: 'placed', complete: false }),
  },
  {
    path: /^\/pet\/(\d+)$/,
    status: 200,
    body: (id) => ({ id: Number(id), name: 'Rex', photoUrls: [], status: 'available' }),
  },
  { path: /^\/store\/inventory$/, status: 200, body: () => ({ available: 3, sold: 1 }) },
  { path: /^\/user\/logout$/, status: 503, body: () => ({ message: 'The shop is closed.' }) },
];

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, version = '', rest = ''] = /^\/([^/]+)(\/[^?]*)/.exec(request.url ?? '') ?? [];
  const route = ROUTES.find(({ path }) => path.test(rest));
  const body = route ? route.body(route.path.exec(rest)?.[1] ?? '') : { message: 'There is no such thing.' };
  response.writeHead(route?.status ?? 404, { 'content-type': 'application/json', 'x-shop-version': version });
  response.end(JSON.stringify(body));
  request.resume();
}

/** A real shop behind the gateway, on loopback. Its answers name the version that was called in `x-shop-version`. */
export async function startBackend(): Promise<Backend> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (version) => `http://127.0.0.1:${port}/${version}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
