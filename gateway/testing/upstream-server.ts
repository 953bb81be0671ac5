import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the upstream saw it. */
export type Seen = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  rawHeaders: string[];
  body: string;
};

/** A real upstream that writes down what reaches it and answers with it as JSON, or as a test says. */
export class UpstreamServer {
  readonly seen: Seen[] = [];
  /** Takes the place of the usual answer when it is set. */
  answer: RequestListener | null = null;
  private server: Server | null = null;

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      if (this.answer) return this.answer(request, response);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers, rawHeaders } = request;
        const seen = { method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString('utf8') };
        this.seen.push(seen);
        response.writeHead(200, { 'content-type': 'application/json', 'x-upstream': 'yes' });
        response.end(JSON.stringify(seen));
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
