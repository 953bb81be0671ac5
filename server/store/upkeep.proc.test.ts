import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStore, type StoreProcess } from '#tools/testing/store-process.ts';
import { connectionOptions } from './connection.ts';
import { storePaths } from './paths.ts';
import { Upkeep } from './upkeep.ts';

const rounds = 8;
const MB = 1024 * 1024;

let dataDir: string;
let store: StoreProcess;
let client: pg.Client;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-upkeep-'));
  store = await startStore(dataDir);
  client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function bytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

test('rows that change again and again fill neither their table nor the write-ahead log', async () => {
  const upkeep = new Upkeep(
    dataDir,
    () => false,
    () => undefined,
  );
  await upkeep.start();
  const { cluster } = storePaths(dataDir);
  await client.query('CREATE TABLE changing (id int PRIMARY KEY, counter int NOT NULL, padding text NOT NULL)');
  await client.query(`INSERT INTO changing SELECT id, 0, repeat('x', 200) FROM generate_series(1, 2000) AS id`);
  const sizes: { log: number; tables: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await client.query(`DO $$ BEGIN FOR i IN 1..30000 LOOP
      UPDATE changing SET counter = counter + 1 WHERE id = 1 + i % 2000; END LOOP; END $$`);
    await upkeep.run();
    sizes.push({ log: bytesOf(join(cluster, 'pg_wal')), tables: bytesOf(join(cluster, 'base')) });
  }
  await upkeep.stop();
  const written = await client.query<{ bytes: string }>(`SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`);
  const [settled, last] = [sizes[1], sizes.at(-1)];
  // Without upkeep each round adds about 13 MB to the log and 7 MB to the table.
  expect(Number(written.rows[0]?.bytes)).toBeGreaterThan(90 * MB);
  expect(last?.log).toBeLessThan(100 * MB);
  expect(last?.tables).toBeLessThan((settled?.tables ?? 0) + 10 * MB);
});
