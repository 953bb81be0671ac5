import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AdminOptions = {
  host: string;
  port: number;
  /** Null when the node serves what it should; else why not. */
  notReady: () => string | null;
  /** Metrics in the Prometheus text format. */
  metrics: () => Promise<string>;
};

export type Admin = { readonly port: number; close(): Promise<void> };

/** The private listener: liveness at /health, readiness at /ready, metrics at /metrics. Not for the public network. */
export async function listenAdmin({ host, port, notReady, metrics }: AdminOptions): Promise<Admin> {
  const server = createServer((request, response) => {
    switch (request.url) {
      case '/health':
        return answer(response, 200, 'application/json', '{"status":"ok"}');
      case '/ready': {
        const reason = notReady();
        if (reason === null) return answer(response, 200, 'application/json', '{"status":"ready"}');
        return answer(response, 503, 'application/json', JSON.stringify({ status: 'not ready', reason }));
      }
      case '/metrics':
        return void metrics().then((text) => answer(response, 200, 'text/plain; version=0.0.4', text));
      default:
        return answer(response, 404, 'application/json', '{"message":"Not Found"}');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
