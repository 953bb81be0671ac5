import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { closeDb } from '#server/db.ts';
import { env } from '#server/env.ts';
import { connectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { build } from '#tools/start/build.ts';
import { controlPlaneEnvironment } from '#tools/start/services.ts';
import { startStore } from '#tools/testing/store-process.ts';
import { freePort, withProcesses } from '../p1/processes.ts';
import { ownerCookie, ownerEmail } from '../p2/product.ts';
import { attack, describe } from './attack.ts';
import { endingProcedures, HostileRequests } from './hostile-requests.ts';

const root = join(import.meta.dirname, '../..');
const readyMs = 60_000;

/** The built console in a process of its own, and what it said. */
class Console {
  output = '';
  readonly port: number;
  readonly child: ChildProcess;

  constructor(port: number, environment: NodeJS.ProcessEnv) {
    this.port = port;
    const args = ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(port)];
    this.child = spawn(process.execPath, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/ready`).catch(() => null);
    return response?.status === 200;
  }

  async ready(): Promise<void> {
    const until = performance.now() + readyMs;
    while (!(await this.isReady())) {
      if (this.hasEnded || performance.now() > until) throw new Error(`The console did not start:\n${this.output}`);
      await sleep(100);
    }
  }
}

/** X1 at the control plane: the built product, embedded store, signed in and not. */
export function fuzzControlPlane(requests: number, seed: number): Promise<boolean> {
  return withProcesses('sluice-fuzz-', async (dataDir, children) => {
    await build();
    const port = await freePort();
    const nodeToken = randomBytes(32).toString('hex');
    delete process.env.DATABASE_URL;
    Object.assign(process.env, {
      SLUICE_DATA_DIR: dataDir,
      SLUICE_PUBLIC_URL: `http://127.0.0.1:${port}`,
      SLUICE_OWNER_EMAIL: ownerEmail,
      SLUICE_OWNER_PASSWORD: randomBytes(16).toString('hex'),
      SLUICE_LOG_LEVEL: 'error',
    });
    const settings = env();
    const store = await startStore(dataDir);
    try {
      const sql = new pg.Client(connectionOptions(settings));
      await sql.connect();
      await migrate(sql, join(root, 'prisma/migrations'));
      await sql.end();
      const console_ = new Console(port, controlPlaneEnvironment(settings, nodeToken));
      children.push(console_.child);
      await console_.ready();
      const procedures = endingProcedures();
      const source = new HostileRequests(seed, procedures, { cookie: await ownerCookie(), nodeToken });
      const held = await isHeld(console_, source, requests, seed);
      console_.child.kill('SIGKILL');
      if (!console_.hasEnded) await once(console_.child, 'exit');
      return held;
    } finally {
      await closeDb();
      await store.stop();
    }
  });
}

async function isHeld(console_: Console, source: HostileRequests, requests: number, seed: number): Promise<boolean> {
  const { seconds, statuses, traces, failures } = await attack(console_.port, source, requests, (sofar) =>
    console.log(
      `after ${sofar.seconds.toFixed(0)} s: ${describe(sofar.statuses)}; stack traces: ${sofar.traces.length}`,
    ),
  );
  const isCrashed = console_.hasEnded || !(await console_.isReady());
  const said = console_.output.split('\n').filter((line) => line !== '');
  const unhandled = said.filter((line) => /unhandled|uncaught/i.test(line));
  console.log(`${requests} malformed requests at the control plane (seed ${seed}) in ${seconds.toFixed(0)} s`);
  console.log(`statuses: ${describe(statuses)}`);
  console.log(`crashed: ${isCrashed}, unhandled: ${unhandled.length}, stack traces: ${traces.length}`);
  for (const one of [...traces.slice(0, 3), ...failures.slice(0, 5)]) console.log(one);
  for (const line of unhandled.slice(0, 5))
    console.log(said.slice(said.indexOf(line), said.indexOf(line) + 8).join('\n'));
  console.log(`lines that it logged: ${said.length}`, ...said.slice(0, 5).map((line) => `\n  ${line.slice(0, 500)}`));
  return !isCrashed && unhandled.length === 0 && traces.length === 0;
}
