import { SluiceError } from '#core/errors.ts';

type AdapterCause = { kind?: unknown; originalCode?: unknown };

/** What the database said of an error of Prisma's, wherever Prisma keeps it. */
function adapterCause(error: unknown): AdapterCause | undefined {
  if (!(error instanceof Error)) return undefined;
  const { meta, cause } = error as { meta?: { driverAdapterError?: { cause?: AdapterCause } }; cause?: AdapterCause };
  return meta?.driverAdapterError?.cause ?? cause;
}

/** The SQLSTATE of an error that the database raised. */
export function sqlState(error: unknown): string | undefined {
  const code = adapterCause(error)?.originalCode;
  return typeof code === 'string' ? code : undefined;
}

/** read_only_sql_transaction: what the embedded store answers while its disk is full; disk_full: what a server does. */
const fullDisk = new Set(['25006', '53100']);

/** Prisma's code for a transaction that could not begin, or was over, in its time. */
const transactionOver = 'P2028';

const unreachable = new Set<unknown>(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);

/** The error for the caller when the database is not able to do its work, or null for every other error. */
export function storeFault(error: unknown): SluiceError | null {
  if (fullDisk.has(sqlState(error) ?? '')) {
    const message = 'The database takes no changes: its disk is full. Make room on it; nothing needs to be restarted.';
    return new SluiceError('UNAVAILABLE', message, { cause: error });
  }
  if (unreachable.has(adapterCause(error)?.kind) || (error as { code?: unknown } | null)?.code === transactionOver) {
    const message = 'The database does not answer. Try again in a moment.';
    return new SluiceError('UNAVAILABLE', message, { cause: error });
  }
  return null;
}
