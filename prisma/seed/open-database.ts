import { join } from 'node:path';
import pg from 'pg';
import { closeDb } from '#server/db.ts';
import { env } from '#server/env.ts';
import { ensureInstallation } from '#server/jobs/ensure-installation.ts';
import { connectionOptions } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { openStore } from '#server/store/owner.ts';

const migrationsFolder = join(import.meta.dirname, '../migrations');

async function canConnect(): Promise<boolean> {
  const client = new pg.Client(connectionOptions(env()));
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the database that the environment names ready for use: the one that a running Sluice serves, else the embedded
 * store of the data folder, opened here. Returns how to close it.
 */
export async function openDatabase(): Promise<() => Promise<void>> {
  const settings = env();
  const isServed = settings.databaseUrl !== undefined || (await canConnect());
  const store = isServed ? undefined : await openStore(settings.dataDir);
  const client = new pg.Client(connectionOptions(settings));
  await client.connect();
  await migrate(client, migrationsFolder);
  await client.end();
  await ensureInstallation();
  return async () => {
    await closeDb();
    await store?.close();
  };
}
