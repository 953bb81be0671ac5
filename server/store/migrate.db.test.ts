import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { env } from '../env.ts';
import { connectionOptions } from './connection.ts';
import { migrate } from './migrate.ts';

const migrationsFolder = join(import.meta.dirname, '../../prisma/migrations');

let folder: string;
let client: pg.Client;

async function connect(): Promise<pg.Client> {
  const opened = new pg.Client(connectionOptions(env()));
  await opened.connect();
  return opened;
}

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function tableExists(name: string): Promise<boolean> {
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS "exists"', [name]);
  return rows[0].exists;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-migrations-'));
  client = await connect();
  await client.query('DROP TABLE IF EXISTS "_prisma_migrations", "first", "second"');
});

afterEach(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

test('applies migrations in the order of their names, once', async () => {
  writeMigration('2_second', 'CREATE TABLE "second" (id int REFERENCES "first" (id));');
  writeMigration('1_first', 'CREATE TABLE "first" (id int PRIMARY KEY); INSERT INTO "first" VALUES (1);');
  expect(await migrate(client, folder)).toEqual(['1_first', '2_second']);
  expect(await migrate(client, folder)).toEqual([]);
  const { rows } = await client.query(
    'SELECT migration_name, applied_steps_count, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" ORDER BY 1',
  );
  expect(rows).toEqual([
    { migration_name: '1_first', applied_steps_count: 1, finished: true },
    { migration_name: '2_second', applied_steps_count: 1, finished: true },
  ]);
});

test('refuses a migration that was edited after it had been applied', async () => {
  writeMigration('1_first', 'CREATE TABLE "first" (id int);');
  await migrate(client, folder);
  writeMigration('1_first', 'CREATE TABLE "first" (id bigint);');
  await expect(migrate(client, folder)).rejects.toThrow('1_first was edited');
});

test('refuses a database that has a migration which this program does not know', async () => {
  writeMigration('1_first', 'CREATE TABLE "first" (id int);');
  writeMigration('2_second', 'CREATE TABLE "second" (id int);');
  await migrate(client, folder);
  rmSync(join(folder, '2_second'), { recursive: true });
  await expect(migrate(client, folder)).rejects.toThrow('newer than this program: it has 2_second');
});

test('leaves nothing behind of a migration that fails, and keeps those before it', async () => {
  writeMigration('1_first', 'CREATE TABLE "first" (id int);');
  writeMigration('2_second', 'CREATE TABLE "second" (id int); SELECT * FROM "nowhere";');
  await expect(migrate(client, folder)).rejects.toThrow('nowhere');
  expect(await tableExists('first')).toBe(true);
  expect(await tableExists('second')).toBe(false);
  writeMigration('2_second', 'CREATE TABLE "second" (id int);');
  expect(await migrate(client, folder)).toEqual(['2_second']);
});

test('processes that migrate at once apply each migration once', async () => {
  writeMigration('1_first', 'CREATE TABLE "first" (id int);');
  writeMigration('2_second', 'CREATE TABLE "second" (id int);');
  const clients = await Promise.all(Array.from({ length: 4 }, connect));
  const applied = await Promise.all(clients.map((each) => migrate(each, folder)));
  await Promise.all(clients.map((each) => each.end()));
  expect(applied.flat().sort()).toEqual(['1_first', '2_second']);
});

test("the project's own migrations apply to an empty database", async () => {
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  expect((await migrate(client, migrationsFolder)).length).toBeGreaterThan(0);
  expect(await tableExists('"RestApi"')).toBe(true);
});
