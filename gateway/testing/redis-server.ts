import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { eventually } from './gateway-process.ts';

/** The Redis server program: named by SLUICE_TEST_REDIS_SERVER, or on the PATH. */
export function findRedis(): string | undefined {
  const named = process.env.SLUICE_TEST_REDIS_SERVER ? [process.env.SLUICE_TEST_REDIS_SERVER] : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  return [...named, ...onPath, '/usr/bin/redis-server'].find((path) => existsSync(path));
}

/** A real Redis server of its own, without persistence. */
export class RedisServer {
  readonly url: string;
  readonly client: Redis;
  private child: ChildProcess;
  private readonly folder: string;
  private readonly run: () => ChildProcess;

  private constructor(program: string, port: number, folder: string) {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    this.run = () => spawn(program, args, { stdio: 'ignore' });
    this.child = this.run();
    this.url = `redis://127.0.0.1:${port}`;
    this.client = new Redis(this.url, { retryStrategy: () => 50 });
    this.client.on('error', () => undefined);
    this.folder = folder;
  }

  static async start(program: string): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-redis-'));
    const port = await freePort();
    const server = new RedisServer(program, port, folder);
    await server.answers();
    return server;
  }

  /** Stops or continues the process as a whole: connections stay open and nothing answers. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /** Kills the process and starts another on the same port, which knows nothing. */
  async restart(): Promise<void> {
    await this.kill();
    this.child = this.run();
    await this.answers();
  }

  private async answers(): Promise<void> {
    // The client gives a command up after some attempts to connect.
    await eventually(() =>
      this.client.ping().then(
        (answer) => answer === 'PONG',
        () => false,
      ),
    );
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
