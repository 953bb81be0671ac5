import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

export type Lock = { release(): void };

/** The file is locked by a process that is alive. */
export class LockHeldError extends Error {
  constructor(file: string) {
    super(`${file} is locked by another process`);
    this.name = 'LockHeldError';
  }
}

/**
 * Locks `file` until `release()` or the death of this process, however it dies.
 *
 * Node offers no flock. SQLite, which it does ship, takes the operating system's own lock (fcntl; LockFileEx on
 * Windows) for an exclusive transaction, and the kernel drops that lock with the process: no stale file, no race.
 */
export function holdLock(file: string): Lock {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) throw new LockHeldError(file);
    throw error;
  }
  return { release: () => database.close() };
}
