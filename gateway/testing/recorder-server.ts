import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** An upstream on raw TCP that keeps the very bytes of what reaches it, and answers each request head. */
export class RecorderServer {
  connections = 0;
  /** Request heads, as latin1 text up to and with the empty line. */
  readonly heads: string[] = [];
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  async start(host = '127.0.0.1'): Promise<void> {
    this.server = createServer((socket) => this.accept(socket)).listen(0, host);
    await once(this.server, 'listening');
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  private accept(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end + 4);
      const length = Number(/^content-length: *(\d+)\r$/im.exec(head)?.[1] ?? 0);
      if (text.length < head.length + length) return;
      this.heads.push(head);
      text = text.slice(head.length + length);
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
    });
  }
}
