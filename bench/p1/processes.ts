import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** Runs `body` with a folder of its own and a list for the processes that it starts. Both are gone afterwards. */
export async function withProcesses<Result>(
  prefix: string,
  body: (folder: string, children: ChildProcess[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const children: ChildProcess[] = [];
  try {
    return await body(folder, children);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
}
