// Set-up of every database test file: a migrated database of its own, which `db()` opens and nobody else knows.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closeDb } from '#server/db.ts';
import { startStore } from './store-process.ts';

async function asAdmin(url: string, sql: string): Promise<void> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}

const template = inject('databaseTemplate');
const dataDir = mkdtempSync(join(tmpdir(), 'sluice-test-'));
process.env.SLUICE_DATA_DIR = dataDir;
process.env.SLUICE_LOG_LEVEL = 'silent';

if (template.store === 'pglite') {
  delete process.env.DATABASE_URL;
  cpSync(template.dataDir, dataDir, { recursive: true });
  const store = await startStore(dataDir);
  afterAll(async () => {
    await closeDb();
    await store.stop('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
} else {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(template.adminUrl);
  url.pathname = name;
  await asAdmin(template.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template.database}`);
  process.env.DATABASE_URL = url.href;
  afterAll(async () => {
    await closeDb();
    await asAdmin(template.adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
}
