import { log } from '../log.ts';
import { deleteExpired } from './delete-expired.ts';

const firstAfterMs = 60_000;
const everyMs = 3_600_000;

const started = globalThis as { sluiceJobs?: boolean };

/** Starts what a control plane does by the clock. Once in a process; the timers do not keep it alive. */
export function startJobs(): void {
  if (started.sluiceJobs) return;
  started.sluiceJobs = true;
  const run = async () => {
    try {
      const deleted = await deleteExpired(Date.now());
      if (deleted > 0) log.info({ deleted }, 'deleted rows that outlived their retention');
    } catch (error) {
      log.error({ err: error }, 'deleting old rows failed; it is tried again in an hour');
    }
    setTimeout(() => void run(), everyMs).unref();
  };
  setTimeout(() => void run(), firstAfterMs).unref();
}
