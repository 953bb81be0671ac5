import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const mainPath = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Long enough for a machine that is busy with other tests. */
const startLimitMs = 60_000;

/** A real gateway process. */
export class GatewayProcess {
  output = '';
  /** It ended, and `output` is whole. */
  hasEnded = false;
  port = 0;
  adminPort = 0;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    child.once('close', () => (this.hasEnded = true));
  }

  /** Starts `node gateway/main.ts` on free ports and waits until it listens. */
  static async start(environment: Record<string, string>, args: string[] = []): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(
      spawn(process.execPath, [mainPath, ...args], {
        env: {
          NODE_ENV: 'production',
          PATH: process.env.PATH,
          SLUICE_GATEWAY_PORT: '0',
          SLUICE_GATEWAY_ADMIN_PORT: '0',
          SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true',
          SLUICE_TELEMETRY_FLUSH_MS: '100',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    await eventually(() => {
      if (gateway.hasEnded) throw new Error(`The gateway ended:\n${gateway.output}`);
      const line = gateway.output.split('\n').find((text) => text.includes('"gateway listening"'));
      if (!line) return false;
      const { port, adminPort } = JSON.parse(line) as { port: number; adminPort: number };
      [gateway.port, gateway.adminPort] = [port, adminPort];
      return true;
    }, startLimitMs);
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`http://127.0.0.1:${this.adminPort}/ready`)).status === 200;
  }

  async ready(): Promise<void> {
    await eventually(() => this.isReady(), startLimitMs);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** What the process writes to its standard output stays there from now on. */
  stopReading(): void {
    this.child.stdout?.pause();
  }

  /** Nobody can read the process's standard output any more. */
  closeOutput(): void {
    this.child.stdout?.destroy();
  }

  /** Sends a signal and waits for the end; the exit code, or null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    this.child.kill(signal);
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }
}

/** Waits until a condition holds; fails after `limitMs`, by default long enough for a machine that is busy and stands still now and then. */
export async function eventually(condition: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const until = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`It did not come true within ${limitMs} ms: ${condition}`);
    await setTimeout(10);
  }
}
