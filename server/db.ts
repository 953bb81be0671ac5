import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';
import { connectionOptions } from './store/connection.ts';

const BUILD_PHASE = 'phase-production-build';

// The web server loads a module once per bundle; the client must be one per process.
const process_ = globalThis as typeof globalThis & { sluiceDb?: PrismaClient };

function open(): PrismaClient {
  if (process.env.NEXT_PHASE === BUILD_PHASE) {
    throw new Error('A page reads the database while it is built: mark it dynamic');
  }
  const settings = env();
  return new PrismaClient({
    adapter: new PrismaPg({ ...connectionOptions(settings), max: settings.databasePoolSize }),
  });
}

/** The database client of this process, opened at its first use. */
export function db(): PrismaClient {
  process_.sluiceDb ??= open();
  return process_.sluiceDb;
}

/** Closes the connections; the next `db()` opens anew. */
export async function closeDb(): Promise<void> {
  const client = process_.sluiceDb;
  delete process_.sluiceDb;
  await client?.$disconnect();
}
