import { join } from 'node:path';

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing NUL included. */
const SOCKET_PATH_BYTES = 103;

/** The port that names the socket file the way libpq does, so that `psql -h DATA_FOLDER` finds it. */
export const STORE_PORT = 5432;

/** Where the embedded store keeps its things inside a data folder (an absolute path). */
export function storePaths(dataDir: string) {
  return {
    cluster: join(dataDir, 'store'),
    unfinishedCluster: join(dataDir, 'store.unfinished'),
    lock: join(dataDir, 'store.lock'),
    ownerPid: join(dataDir, 'store.pid'),
    socket: join(dataDir, `.s.PGSQL.${STORE_PORT}`),
  };
}

/** Throws when the operating system could not bind the store's socket in this data folder. */
export function assertSocketPathFits(dataDir: string): void {
  const bytes = Buffer.byteLength(storePaths(dataDir).socket);
  if (bytes > SOCKET_PATH_BYTES) {
    const most = SOCKET_PATH_BYTES - (bytes - Buffer.byteLength(dataDir));
    throw new Error(`The data folder's path is too long for a socket inside it (${most} bytes at most): ${dataDir}`);
  }
}
