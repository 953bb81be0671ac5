import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

const holder = globalThis as { sluiceDb?: PrismaClient };

/** The one client of this process. Next bundles routes and instrumentation apart, so it lives on globalThis. */
export function db(): Db {
  if (process.env.NEXT_PHASE === 'phase-production-build') {
    throw new Error('The store is not opened while building: mark the page that reads it dynamic.');
  }
  return (holder.sluiceDb ??= new PrismaClient({ adapter: new PrismaPg(env().databaseConnection) }));
}

/** A deadlock or a serialisation failure: the same transaction succeeds when it runs again. */
const retryable = new Set(['P2034', '40001', '40P01']);

function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code ?? (error as { cause?: { originalCode?: unknown } }).cause?.originalCode;
  return typeof code === 'string' && retryable.has(code);
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
