import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

const packages = ['serverless@3.40.0', 'serverless-offline@13.10.1'];
const entry = 'node_modules/serverless/bin/serverless.js';

/** Too large (280 MB) for everyone who installs the project, so it has a folder of its own. */
const folder = process.env.SLUICE_SERVERLESS ?? join(tmpdir(), 'sluice-serverless');

export const howToGetServerless = `serverless-offline is not in ${folder}: npm install --prefix ${folder} ${packages.join(' ')}`;

export function hasServerless(): boolean {
  return existsSync(join(folder, entry)) && existsSync(join(folder, 'node_modules/serverless-offline'));
}

export async function installServerless(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...packages]);
}

/** Lambda's Invoke by serverless-offline: functions of one file run in worker threads of a process of their own. */
export class ServerlessOffline {
  readonly url: string;
  private readonly service: string;
  private readonly child: ReturnType<typeof spawn>;

  private constructor(url: string, service: string, child: ReturnType<typeof spawn>) {
    this.url = url;
    this.service = service;
    this.child = child;
  }

  /** @param handlers source of a CommonJS module; each name of `functions` is one of its exports, invoked as `judge-dev-{name}` */
  static async start(handlers: string, functions: readonly string[]): Promise<ServerlessOffline> {
    const service = await mkdtemp(join(tmpdir(), 'sluice-functions-'));
    const listed = functions.map((name) => `  ${name}: { handler: handlers.${name} }`);
    await writeFile(
      join(service, 'serverless.yml'),
      [
        "service: judge\nframeworkVersion: '3'",
        'provider: { name: aws, runtime: nodejs20.x, region: eu-west-1 }',
        'plugins: [serverless-offline]\nfunctions:',
        ...listed,
      ].join('\n'),
    );
    await writeFile(join(service, 'handlers.js'), handlers);
    await symlink(join(folder, 'node_modules'), join(service, 'node_modules'));
    const port = await freePort();
    const ports = ['--httpPort', String(await freePort()), '--lambdaPort', String(port)];
    const child = spawn(process.execPath, [join(folder, entry), 'offline', '--host', '127.0.0.1', ...ports], {
      cwd: service,
      stdio: 'ignore',
      env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
    });
    const started = new ServerlessOffline(`http://127.0.0.1:${port}`, service, child);
    for (let i = 0; i < 600; i += 1) {
      const isUp = await fetch(started.url).then(
        () => true,
        () => false,
      );
      if (isUp) return started;
      await setTimeout(100);
    }
    await started.stop();
    throw new Error('serverless-offline did not start within a minute.');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await exited;
    }
    await rm(this.service, { recursive: true, force: true });
  }
}
