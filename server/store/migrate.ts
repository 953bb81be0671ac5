import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** The advisory lock that Prisma's own `migrate deploy` takes: the two never run at once. */
const PRISMA_LOCK = 72_707_369;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

const SELECT_RECORD = `SELECT "checksum", "finished_at" FROM "_prisma_migrations"
  WHERE "migration_name" = $1 AND "rolled_back_at" IS NULL`;

const INSERT_RECORD = `INSERT INTO "_prisma_migrations"
  ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)`;

type Migration = { name: string; sql: string; checksum: string };
type MigrationRecord = { checksum: string; finished_at: Date | null };

/** The database and the migrations folder do not belong together. */
export class MigrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MigrationError';
  }
}

/** The migrations of a folder in Prisma's layout, `<name>/migration.sql`, in the order of their names. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function inTransaction<T>(client: Client, run: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PRISMA_LOCK]);
    const result = await run();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function apply(client: Client, migration: Migration): Promise<boolean> {
  const { rows } = await client.query<MigrationRecord>(SELECT_RECORD, [migration.name]);
  const record = rows[0];
  if (!record) {
    await client.query(migration.sql);
    await client.query(INSERT_RECORD, [randomUUID(), migration.checksum, migration.name]);
    return true;
  }
  if (record.finished_at === null) throw new MigrationError(`Migration ${migration.name} failed and was not resolved`);
  if (record.checksum !== migration.checksum) {
    throw new MigrationError(`Migration ${migration.name} was edited after it had been applied`);
  }
  return false;
}

async function assertNoneUnknown(client: Client, known: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT "migration_name" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"',
  );
  const unknown = rows.find((row) => !known.some(({ name }) => name === row.migration_name));
  if (unknown) throw new MigrationError(`The database is newer than this program: it has ${unknown.migration_name}`);
}

/**
 * Brings a database up to date and returns the names of the migrations that were applied. Each is one transaction with
 * its row in Prisma's own `_prisma_migrations` table, so `prisma migrate deploy` may take over, and processes that
 * migrate at once wait for each other. Throws MigrationError for an edited, failed or unknown migration.
 */
export async function migrate(client: Client, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  await inTransaction(client, async () => {
    await client.query(CREATE_TABLE);
    await assertNoneUnknown(client, migrations);
  });
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await inTransaction(client, () => apply(client, migration))) applied.push(migration.name);
  }
  return applied;
}
