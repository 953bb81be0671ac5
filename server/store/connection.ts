import { STORE_PORT } from './paths.ts';

/** How `pg` reaches the database: a URL, or the embedded store's socket inside the data folder. */
export type ConnectionOptions =
  { connectionString: string } | { host: string; port: number; user: string; database: string; ssl: false };

/** The connection to the database that the configuration names. dataDir is an absolute path. */
export function connectionOptions(settings: { databaseUrl: string | undefined; dataDir: string }): ConnectionOptions {
  if (settings.databaseUrl !== undefined) return { connectionString: settings.databaseUrl };
  return { host: settings.dataDir, port: STORE_PORT, user: 'postgres', database: 'postgres', ssl: false };
}
