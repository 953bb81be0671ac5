import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 120_000;

export type PostgresServer = {
  /** Of the server's first process, which has one child for each connection. */
  pid: number;
  url(database: string): string;
  stop(): Promise<void>;
};

function hasServer(folder: string): boolean {
  return existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb'));
}

/** The folder of PostgreSQL's server programs: named by SLUICE_TEST_POSTGRES_BIN, on the PATH, or where Debian has it. */
export function findPostgres(): string | undefined {
  const named = process.env.SLUICE_TEST_POSTGRES_BIN ? [process.env.SLUICE_TEST_POSTGRES_BIN] : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'postgres')));
  const debian = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    ...named,
    ...onPath.map((folder) => dirname(realpathSync(join(folder, 'postgres')))),
    ...debian.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
  ].find(hasServer);
}

/** PostgreSQL refuses to run as root: the account to run it as instead, when this process is root. */
function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string) =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      continue;
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a postgres nor a nobody account');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function waitUntilReady(url: string, hasExited: () => boolean): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (hasExited() || Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(100);
  }
}

/** Makes a cluster in a temporary folder and serves it on a free loopback port; `stop()` removes it. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres();
  if (!programs) throw new Error('No PostgreSQL server programs: install PostgreSQL or set SLUICE_TEST_POSTGRES_BIN');
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), 'sluice-postgres-'));
  const passwordFile = join(folder, 'password');
  const password = randomBytes(16).toString('hex');
  writeFileSync(passwordFile, password);
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  const cluster = join(folder, 'cluster');
  const options = ['-D', cluster, '-U', 'sluice', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), [...options, '--pwfile', passwordFile], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off' };
  const child = spawn(
    join(programs, 'postgres'),
    ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...account, cwd: folder, stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const url = (database: string) => `postgresql://sluice:${password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
    child.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url('postgres'), () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  if (child.pid === undefined) throw new Error('PostgreSQL did not start');
  return { pid: child.pid, url, stop };
}
