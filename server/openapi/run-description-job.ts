import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, type Issue, SluiceError } from '#core/errors.ts';
import type { DescriptionJob, JobResult, OnProgress } from './description-jobs.ts';

/** A worker may take this much memory and time: a description that needs more is refused, and the process lives on. */
const limits = { heapMb: 1536, stackMb: 16, timeMs: 60_000, atOnce: 2, spareMs: 300_000 } as const;

type Message<Result> =
  | { type: 'progress'; step: string; done: number; total: number }
  | { type: 'done'; result: Result }
  | { type: 'refused'; code: ErrorCode; message: string; issues: Issue[] };

type Pool = {
  running: number;
  waiting: (() => void)[];
  spare: { worker: Worker; dismiss: () => void; timer: NodeJS.Timeout } | null;
};

// Next bundles routes apart, so a module variable would exist more than once in this process.
const pool = ((globalThis as { sluiceDescriptionJobs?: Pool }).sluiceDescriptionJobs ??= {
  running: 0,
  waiting: [],
  spare: null,
});

/**
 * Runs a job in a thread of its own, so that the largest description never holds up the process.
 * @throws SluiceError when the text cannot be read, or costs too much time or memory
 */
export async function runDescriptionJob<Job extends DescriptionJob>(
  job: Job,
  onProgress: OnProgress = () => undefined,
): Promise<JobResult<Job>> {
  if (pool.running >= limits.atOnce) {
    onProgress('Waiting for other imports', 0, 0);
    await new Promise<void>((resolve) => pool.waiting.push(resolve));
  }
  pool.running += 1;
  try {
    return await inWorker<JobResult<Job>>(job, onProgress);
  } finally {
    pool.running -= 1;
    pool.waiting.shift()?.();
  }
}

/** Has a thread start while a description is still on its way here; it is then ready when the text is. */
export function prepareDescriptionJob(): void {
  if (pool.spare === null && pool.running < limits.atOnce) keepWorker(takeWorker());
}

function inWorker<Result>(job: DescriptionJob, onProgress: OnProgress): Promise<Result> {
  const worker = takeWorker();
  return new Promise<Result>((resolve, reject) => {
    const tooCostly = (what: string) =>
      new SluiceError(
        'TOO_LARGE',
        `The description takes too much ${what} to read. Split it, or leave unused parts out.`,
      );
    const leave = () => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (message: Message<Result>) => {
      if (message.type === 'progress') return onProgress(message.step, message.done, message.total);
      leave();
      keepWorker(worker);
      if (message.type === 'done') resolve(message.result);
      else reject(new SluiceError(message.code, message.message, { issues: message.issues }));
    };
    const fail = (error: Error) => {
      leave();
      reject(error);
      void worker.terminate();
    };
    const onError = (error: Error & { code?: string }) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly('memory') : error);
    const onExit = () => fail(new Error('The worker thread ended without a result.'));
    const timer = setTimeout(() => fail(tooCostly('time')), limits.timeMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}

/** The worker that is at leisure, else a new one. */
function takeWorker(): Worker {
  const { spare } = pool;
  if (spare) {
    pool.spare = null;
    clearTimeout(spare.timer);
    spare.worker.off('error', spare.dismiss).off('exit', spare.dismiss).ref();
    return spare.worker;
  }
  // The bundled server runs from elsewhere, the source stays where it is; so the bundler must not follow this path.
  const program = join(process.cwd(), 'server/openapi/openapi-worker.ts');
  return new Worker(/* turbopackIgnore: true */ program, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, stackSizeMb: limits.stackMb },
  });
}

/** Starting a thread takes longer than most jobs do; so one stays for a while. */
function keepWorker(worker: Worker): void {
  if (pool.spare) return void worker.terminate();
  const dismiss = () => {
    if (pool.spare?.worker === worker) pool.spare = null;
    void worker.terminate();
  };
  worker.on('error', dismiss).on('exit', dismiss).unref();
  pool.spare = { worker, dismiss, timer: setTimeout(dismiss, limits.spareMs).unref() };
}
