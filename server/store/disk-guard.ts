import { statfsSync } from 'node:fs';

/**
 * Bytes of the disk that changes leave free: room for the end of the transaction that runs, the next segments of the
 * write-ahead log (16 MB each) and what reads write.
 */
const reservedBytes = 128 * 1024 * 1024;

/** True when the disk of a folder has less left than the reserve. */
export function isDiskFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < reservedBytes;
}

/**
 * Makes the session read-only while its disk is nearly full. PostgreSQL ends at once when it cannot write its log or a
 * checkpoint, so it must not find out by itself; a read-only session refuses changes with 25006 and goes on answering reads.
 */
export class DiskGuard {
  #isFull = false;
  readonly #isDiskFull: () => boolean;
  readonly #run: (sql: string) => void;
  readonly #log: (message: string) => void;

  /** @param run runs a statement in the idle session */
  constructor(isDiskFull: () => boolean, run: (sql: string) => void, log: (message: string) => void) {
    this.#isDiskFull = isDiskFull;
    this.#run = run;
    this.#log = log;
  }

  /** Looks at the disk. Only while no transaction is open: one that rolls back would take the setting back with it. */
  check(): void {
    const isFull = this.#isDiskFull();
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#run(`SET default_transaction_read_only = ${isFull ? 'on' : 'off'}`);
    const least = `${reservedBytes / 1024 / 1024} MB`;
    this.#log(
      isFull
        ? `The disk of the data folder has less than ${least} left: changes are refused until there is more.`
        : 'The disk of the data folder has room again: changes are taken.',
    );
  }
}
