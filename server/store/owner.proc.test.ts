import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startStore, type StoreProcess } from '#tools/testing/store-process.ts';
import { connectionOptions } from './connection.ts';
import { storePaths } from './paths.ts';

const KILL_ROUNDS = 10;
const WRITERS = 4;

let folder: string;
let preparedDir: string;
let dataDir: string;
let running: StoreProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-owner-'));
  preparedDir = join(folder, 'prepared');
  await (await startStore(preparedDir)).stop();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = join(folder, 'data');
  cpSync(preparedDir, dataDir, { recursive: true });
});

afterEach(async () => {
  await running?.stop('SIGKILL');
  running = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<StoreProcess> {
  running = await startStore(dataDir);
  return running;
}

function newClient(): pg.Client {
  const client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
  client.on('error', () => undefined);
  return client;
}

async function connect(): Promise<pg.Client> {
  const client = newClient();
  await client.connect();
  return client;
}

/** Inserts rows until the store dies; `acknowledged` gets the ids whose insert was confirmed. */
async function writeUntilDeath(round: number, writer: number, acknowledged: number[]): Promise<void> {
  const client = newClient();
  try {
    await client.connect();
    for (let row = 0; ; row += 1) {
      const id = round * 10_000_000 + writer * 1_000_000 + row;
      await client.query('INSERT INTO written VALUES ($1)', [id]);
      acknowledged.push(id);
    }
  } catch {
    await client.end().catch(() => undefined);
  }
}

test('a second owner of a data folder is refused and told who has it', async () => {
  const first = await start();
  await expect(startStore(dataDir)).rejects.toThrow(`is in use by process ${first.pid}`);
  const client = await connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test('of many owners that start at once exactly one gets the data folder', async () => {
  const starts = await Promise.allSettled(Array.from({ length: 5 }, () => startStore(dataDir)));
  const winners = starts.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
  await Promise.all(winners.map((winner) => winner.stop()));
  expect(winners).toHaveLength(1);
});

test('the death of the owner frees the data folder at once', async () => {
  const first = await start();
  await first.stop('SIGKILL');
  const second = await start();
  expect(readFileSync(join(dataDir, 'store.pid'), 'utf8').trim()).toBe(String(second.pid));
});

test('a first start that is killed half-way leaves a folder that the next start can use', async () => {
  const { ownerPid, unfinishedCluster, cluster } = storePaths(dataDir);
  // Once more when the test stood still for so long that it killed too late.
  do {
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir);
    const starting = startStore(dataDir).catch(() => undefined);
    const hasBegun = () => existsSync(unfinishedCluster) || existsSync(cluster);
    await expect.poll(hasBegun, { timeout: 60_000, interval: 10 }).toBe(true);
    await sleep(Math.random() * 500);
    process.kill(Number(readFileSync(ownerPid, 'utf8')), 'SIGKILL');
    await (await starting)?.stop('SIGKILL');
  } while (existsSync(cluster));
  await start();
  const client = await connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test('only its user may enter the data folder', async () => {
  await start();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test(`${KILL_ROUNDS} times kill -9 during writes lose no acknowledged row`, async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < KILL_ROUNDS; round += 1) {
    const store = await start();
    const client = await connect();
    await client.query('CREATE TABLE IF NOT EXISTS written (id int PRIMARY KEY)');
    await client.end();
    const before = acknowledged.length;
    const writers = Array.from({ length: WRITERS }, (_, writer) => writeUntilDeath(round, writer, acknowledged));
    await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(before);
    await sleep(Math.random() * 400);
    await store.stop('SIGKILL');
    await Promise.all(writers);
  }
  await start();
  const client = await connect();
  const { rows } = await client.query<{ id: number }>('SELECT id FROM written');
  await client.end();
  const kept = new Set(rows.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_ROUNDS);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
}, 300_000);
