import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Starts a program, on one processor when a number is given. */
export function pinned(cpu: number | null, command: string, args: string[], env = process.env): ChildProcess {
  const [program, all] = cpu === null ? [command, args] : ['taskset', ['-c', String(cpu), command, ...args]];
  return spawn(program, all, { stdio: ['ignore', 'ignore', 'inherit'], env });
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
