import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';
import { connectionOptions } from './store/connection.ts';
import { sqlState } from './store/fault.ts';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

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

/** A deadlock or a serialisation failure: the same transaction succeeds when it runs again. */
const retryable = new Set(['P2034', '40001', '40P01']);

function isRetryable(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return retryable.has(String(code)) || retryable.has(sqlState(error) ?? '');
}

/** Runs `work` in one transaction, again up to twice when it met a conflict; only `tx` may be used inside. */
export async function transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(work, { isolationLevel: 'ReadCommitted', maxWait: 15_000, timeout: 60_000 });
    } catch (error) {
      if (attempt === 3 || !isRetryable(error)) throw error;
    }
  }
}
