import { createServer, type Socket } from 'node:net';
import { ClientMessages } from './messages.ts';
import type { SharedSession } from './session.ts';

const NO_ENCRYPTION = Buffer.from('N');

function serve(socket: Socket, session: SharedSession): void {
  const messages = new ClientMessages();
  const seat = session.seat();
  const answer = (bytes: Uint8Array) => void socket.write(bytes);
  socket.on('data', (chunk) => {
    try {
      for (const turn of messages.read(chunk)) {
        if (turn.kind === 'negotiate') socket.write(NO_ENCRYPTION);
        else if (turn.kind === 'end') socket.end();
        else seat.submit(turn.bytes, answer);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => seat.leave());
}

/** Serves the session to PostgreSQL clients on a unix socket. `close()` cuts the clients off. */
export async function listen(socketPath: string, session: SharedSession): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, session);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
