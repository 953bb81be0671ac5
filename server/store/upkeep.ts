import pg from 'pg';
import { connectionOptions } from './connection.ts';

const everyMs = 10_000;
/** Write-ahead log that is kept before a checkpoint makes its files free for use again, bytes. */
const longLogBytes = 64 * 1024 * 1024;

const logIsLong = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > ${longLogBytes} AS "isLong" FROM pg_control_checkpoint()`;

/** Tables in which enough rows are dead: autovacuum's own rule (autovacuum_vacuum_threshold and _scale_factor). */
const untidyTables = `SELECT quote_ident(relname) AS "name" FROM pg_stat_user_tables
  WHERE schemaname = 'public' AND n_dead_tup > 50 + 0.2 * n_live_tup`;

/**
 * Does what PostgreSQL's background processes do, which an embedded one has not: checkpoints, without which the
 * write-ahead log grows as long as the process lives, and vacuums, without which rows that changed or were deleted keep
 * their room. An ordinary client, so its work takes turns with everyone else's.
 */
export class Upkeep {
  readonly #client: pg.Client;
  readonly #isDiskFull: () => boolean;
  readonly #failed: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(dataDir: string, isDiskFull: () => boolean, failed: (error: Error) => void) {
    this.#client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
    this.#isDiskFull = isDiskFull;
    this.#failed = failed;
  }

  async start(): Promise<void> {
    this.#client.on('error', () => undefined);
    await this.#client.connect();
    this.#wait();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#client.end();
  }

  /** One round. */
  async run(): Promise<void> {
    const { rows } = await this.#client.query<{ isLong: boolean }>(logIsLong);
    if (rows[0]?.isLong) await this.#tidy('CHECKPOINT');
    const untidy = await this.#client.query<{ name: string }>(untidyTables);
    for (const { name } of untidy.rows) await this.#tidy(`VACUUM (ANALYZE) ${name}`);
  }

  /** Not on a full disk: a checkpoint that fails ends the database. */
  async #tidy(statement: string): Promise<void> {
    if (!this.#isDiskFull()) await this.#client.query(statement);
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.run()
        .catch((error: Error) => this.#failed(error))
        .finally(() => this.#wait());
    }, everyMs);
    this.#timer.unref();
  }
}
