import { statfsSync } from 'node:fs';

/**
 * Bytes of the disk that changes leave free: room for the end of the transaction that runs, the next segments of the
 * write-ahead log (16 MB each) and what reads write.
 */
export const reservedBytes = 128 * 1024 * 1024;

/** Bytes that may still be written to the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * Makes the session read-only while its disk is nearly full. PostgreSQL ends at once when it cannot write its log, so it
 * must not find out by itself; a read-only session refuses changes with 25006 and goes on answering reads.
 */
export class DiskGuard {
  #isReadOnly = false;
  readonly #free: () => number;
  readonly #run: (sql: string) => void;
  readonly #log: (message: string) => void;

  /**
   * @param free how many bytes may still be written
   * @param run runs a statement in the idle session
   */
  constructor(free: () => number, run: (sql: string) => void, log: (message: string) => void) {
    this.#free = free;
    this.#run = run;
    this.#log = log;
  }

  /** Looks at the disk. Only while no transaction is open: one that rolls back would take the setting back with it. */
  check(): void {
    const isShort = this.#free() < reservedBytes;
    if (isShort === this.#isReadOnly) return;
    // The log of changes that are in the tables anyway is often what fills the disk.
    if (isShort) this.#run('CHECKPOINT');
    const isFull = isShort && this.#free() < reservedBytes;
    if (isFull === this.#isReadOnly) return;
    this.#isReadOnly = isFull;
    this.#run(`SET default_transaction_read_only = ${isFull ? 'on' : 'off'}`);
    const least = `${reservedBytes / 1024 / 1024} MB`;
    this.#log(
      isFull
        ? `The disk of the data folder has less than ${least} left: changes are refused until there is more.`
        : 'The disk of the data folder has room again: changes are taken.',
    );
  }
}
