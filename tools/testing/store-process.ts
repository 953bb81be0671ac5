import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type StoreProcess = {
  pid: number;
  /** Ends the process with the signal and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts the embedded store's owner process for a data folder and waits until it serves. Throws when it refuses. */
export async function startStore(dataDir: string): Promise<StoreProcess> {
  const child = spawn(process.execPath, ['--import', './tools/follow-parent.mjs', 'server/store/main.ts'], {
    cwd: root,
    env: { ...process.env, SLUICE_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  const exited = once(child, 'exit');
  const outcome = await Promise.race([once(child, 'message').then(() => 'ready'), exited.then(() => 'exited')]);
  if (outcome === 'exited' || child.pid === undefined) throw new Error(complaint.trim());
  return {
    pid: child.pid,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}
