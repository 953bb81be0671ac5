import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectionOptions, type ConnectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { openStore } from '#server/store/owner.ts';
import { startPostgres } from './postgres-server.ts';

/** A migrated database that is never used itself: every test file gets a copy of it. */
export type DatabaseTemplate =
  { store: 'pglite'; dataDir: string } | { store: 'postgres'; adminUrl: string; database: string };

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

const migrationsFolder = join(import.meta.dirname, '../../prisma/migrations');

async function migrateTemplate(connection: ConnectionOptions): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await migrate(client, migrationsFolder);
  await client.end();
}

async function pgliteTemplate(project: TestProject): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-store-'));
  const store = await openStore(dataDir);
  await migrateTemplate(connectionOptions({ databaseUrl: undefined, dataDir }));
  await store.close();
  project.provide('databaseTemplate', { store: 'pglite', dataDir });
  return () => rmSync(dataDir, { recursive: true, force: true });
}

async function postgresTemplate(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const adminUrl = server.url('postgres');
  const database = 'template';
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  await migrateTemplate({ connectionString: server.url(database) });
  project.provide('databaseTemplate', { store: 'postgres', adminUrl, database });
  return () => server.stop();
}

/** Vitest's global set-up of the database tests. SLUICE_TEST_STORE chooses the store: pglite (default) or postgres. */
export default function setup(project: TestProject): Promise<() => void | Promise<void>> {
  const store = process.env.SLUICE_TEST_STORE ?? 'pglite';
  if (store === 'pglite') return pgliteTemplate(project);
  if (store === 'postgres') return postgresTemplate(project);
  throw new Error(`SLUICE_TEST_STORE is '${store}': expected pglite or postgres`);
}
