// A store that meets a full disk all the same, on a file system of its own at TMPDIR: `node panic.ts`. Sends what became of it.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionOptions } from '#server/store/connection.ts';
import { startStore } from '#tools/testing/store-process.ts';
import { fillDisk, freeDisk } from './fill-disk.ts';

export type Aftermath = {
  /** The process ended by itself, and answered nothing. */
  hasEnded: boolean;
  /** Acknowledged rows that a new process finds. */
  rows: number;
};

const dataDir = join(tmpdir(), 'data');

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const store = await startStore(dataDir);
const client = await connect();
await client.query('CREATE TABLE written AS SELECT generate_series(1, 1000) AS id');
fillDisk();
// PostgreSQL panics when it cannot write one.
const isRefused = await client.query('CHECKPOINT').then(
  () => false,
  () => true,
);
for (let i = 0; i < 600 && isAlive(store.pid); i += 1) await sleep(50);
const hasEnded = isRefused && !isAlive(store.pid);
freeDisk();
const next = await startStore(dataDir);
const reader = await connect();
await reader.query('INSERT INTO written VALUES (1001)');
const { rows } = await reader.query<{ count: number }>('SELECT count(*)::int AS count FROM written');
await reader.end();
await next.stop();
const aftermath: Aftermath = { hasEnded, rows: rows[0]?.count ?? 0 };
process.send?.(aftermath, () => process.exit(0));
