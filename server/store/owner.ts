import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { DiskGuard, isDiskFull } from './disk-guard.ts';
import { listen } from './listener.ts';
import { holdLock, LockHeldError, type Lock } from './lock.ts';
import { isPanic } from './messages.ts';
import { assertSocketPathFits, storePaths } from './paths.ts';
import { queryMessage } from './protocol.ts';
import { SharedSession } from './session.ts';
import { Upkeep } from './upkeep.ts';

export type StoreOwner = { socket: string; close(): Promise<void> };

/** A Query message that rolls back; it also ends an extended query that lost its Sync. */
const SYNC_AND_ROLLBACK = Buffer.concat([Buffer.from([0x53, 0, 0, 0, 4]), queryMessage('ROLLBACK')]);

/** Files of the write-ahead log are kept for use again up to this; the owner's upkeep makes the checkpoints. */
const WRITE_AHEAD_LOG = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'];

async function lockDataFolder(dataDir: string): Promise<Lock> {
  const paths = storePaths(dataDir);
  try {
    return holdLock(paths.lock);
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    const pid = await readFile(paths.ownerPid, 'utf8').catch(() => 'unknown');
    throw new Error(`The data folder ${dataDir} is in use by process ${pid.trim()}`, { cause: error });
  }
}

/** A cluster counts only once it is whole, so a first start that was killed leaves nothing half-made. */
async function createCluster(paths: ReturnType<typeof storePaths>): Promise<void> {
  await rm(paths.unfinishedCluster, { recursive: true, force: true });
  const unfinished = await PGlite.create(paths.unfinishedCluster);
  await unfinished.close();
  await rename(paths.unfinishedCluster, paths.cluster);
}

/**
 * Opens the embedded database of a data folder (an absolute path) and serves it on a unix socket inside that folder.
 * `warn` is told what a person should know while it runs.
 * Throws when another process owns the folder: the database itself does not notice a second one and loses rows.
 */
export async function openStore(
  dataDir: string,
  warn: (message: string) => void = (message) => process.emitWarning(message),
): Promise<StoreOwner> {
  assertSocketPathFits(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const paths = storePaths(dataDir);
  const lock = await lockDataFolder(dataDir);
  await writeFile(paths.ownerPid, `${process.pid}\n`);
  if (!existsSync(paths.cluster)) await createCluster(paths);
  const startParams = [...PGlite.defaultStartParams, ...WRITE_AHEAD_LOG];
  const database = await PGlite.create(paths.cluster, { startParams });
  const run = (bytes: Uint8Array) => {
    const answer = database.execProtocolRawSync(bytes);
    // It would go on answering, and answer nonsense: this process must end, and a new one recover.
    if (isPanic(answer)) throw new Error(`The database ended: ${Buffer.from(answer).toString().replaceAll('\0', ' ')}`);
    return answer;
  };
  const guard = new DiskGuard(
    () => isDiskFull(paths.cluster),
    (sql) => void run(queryMessage(sql)),
    warn,
  );
  const session = new SharedSession({
    run,
    rollback: () => run(SYNC_AND_ROLLBACK),
    prepare: () => guard.check(),
  });
  // The lock is ours, so a socket file that is still there belongs to an owner that died.
  await rm(paths.socket, { force: true });
  const listener = await listen(paths.socket, session);
  const upkeep = new Upkeep(
    dataDir,
    () => isDiskFull(paths.cluster),
    (error) => warn(`The store could not be tidied: ${error.message}`),
  );
  await upkeep.start();
  return {
    socket: paths.socket,
    async close() {
      await upkeep.stop();
      await listener.close();
      await database.close();
      await rm(paths.ownerPid, { force: true });
      lock.release();
    },
  };
}
