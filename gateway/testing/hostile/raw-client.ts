import { connect } from 'node:net';

/**
 * Sends raw bytes on a connection of its own and gives all that came back. The connection is reset at the end, so that a
 * million of them leave no port occupied.
 * @param quietMs null: says that no more will come, and waits until the server closes; else keeps the connection open until
 * the server closes it or nothing came for this long
 */
export function sendRaw(port: number, bytes: string, quietMs: number | null = null): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      if (quietMs === null) socket.end(bytes, 'latin1');
      else socket.write(bytes, 'latin1');
    });
    const done = () => {
      socket.resetAndDestroy();
      resolve(received);
    };
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    socket.on('end', done);
    socket.on('error', done);
    socket.setTimeout(quietMs ?? 5_000, done);
  });
}

/** The status of each answer in what came back on a connection. */
export function statusesOf(received: string): number[] {
  return [...received.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
}

/** What would tell a stranger about the code: frames of a stack, paths of modules. */
export function hasStackTrace(received: string): boolean {
  return /\bat .*\.(?:ts|js|mjs):\d+|node_modules|node:internal|Error: .*\n\s+at /.test(received);
}
