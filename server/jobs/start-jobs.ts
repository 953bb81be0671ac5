import { log } from '../log.ts';
import { failAbandonedTasks } from '../tasks/run-task.ts';
import { deleteExpired } from './delete-expired.ts';

const started = globalThis as { sluiceJobs?: boolean };

/** Starts what a control plane does by the clock. Once in a process; the timers do not keep it alive. */
export function startJobs(): void {
  if (started.sluiceJobs) return;
  started.sluiceJobs = true;
  repeat('deleting old rows', { firstAfterMs: 60_000, everyMs: 3_600_000 }, async () => {
    const deleted = await deleteExpired(Date.now());
    if (deleted > 0) log.info({ deleted }, 'deleted rows that outlived their retention');
  });
  repeat('failing abandoned tasks', { firstAfterMs: 0, everyMs: 5_000 }, failAbandonedTasks);
}

/** Runs the work again and again, each time `everyMs` after it ended; a failure is logged and tried again. */
function repeat(
  name: string,
  { firstAfterMs, everyMs }: { firstAfterMs: number; everyMs: number },
  work: () => Promise<void>,
): void {
  const run = async () => {
    await work().catch((error: unknown) => log.error({ err: error }, `${name} failed; it is tried again later`));
    setTimeout(() => void run(), everyMs).unref();
  };
  setTimeout(() => void run(), firstAfterMs).unref();
}
