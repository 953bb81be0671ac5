import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, type Issue, SluiceError } from '#core/errors.ts';
import type { DescriptionJob, JobResult, OnProgress } from './description-jobs.ts';

/** A worker may take this much memory and time: a description that needs more is refused, and the process lives on. */
const limits = { heapMb: 1536, stackMb: 16, timeMs: 60_000, atOnce: 2 } as const;

type Message<Result> =
  | { type: 'progress'; step: string; done: number; total: number }
  | { type: 'done'; result: Result }
  | { type: 'refused'; code: ErrorCode; message: string; issues: Issue[] };

type Gate = { running: number; waiting: (() => void)[] };

// Next bundles routes apart, so a module variable would exist more than once in this process.
const gate = ((globalThis as { sluiceDescriptionJobs?: Gate }).sluiceDescriptionJobs ??= { running: 0, waiting: [] });

/**
 * Runs a job in a thread of its own, so that the largest description never holds up the process.
 * @throws SluiceError when the text cannot be read, or costs too much time or memory
 */
export async function runDescriptionJob<Job extends DescriptionJob>(
  job: Job,
  onProgress: OnProgress = () => undefined,
): Promise<JobResult<Job>> {
  if (gate.running >= limits.atOnce) {
    onProgress('Waiting for other imports', 0, 0);
    await new Promise<void>((resolve) => gate.waiting.push(resolve));
  }
  gate.running += 1;
  try {
    return await inWorker<JobResult<Job>>(job, onProgress);
  } finally {
    gate.running -= 1;
    gate.waiting.shift()?.();
  }
}

function inWorker<Result>(job: DescriptionJob, onProgress: OnProgress): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    // The bundled server runs from elsewhere, the source stays where it is; so the bundler must not follow this path.
    const program = join(process.cwd(), 'server/openapi/openapi-worker.ts');
    const worker = new Worker(/* turbopackIgnore: true */ program, {
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, stackSizeMb: limits.stackMb },
    });
    const tooCostly = (what: string) =>
      new SluiceError(
        'TOO_LARGE',
        `The description takes too much ${what} to read. Split it, or leave unused parts out.`,
      );
    const timer = setTimeout(() => end(() => reject(tooCostly('time'))), limits.timeMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.on('message', (message: Message<Result>) => {
      if (message.type === 'progress') onProgress(message.step, message.done, message.total);
      else if (message.type === 'done') end(() => resolve(message.result));
      else end(() => reject(new SluiceError(message.code, message.message, { issues: message.issues })));
    });
    worker.on('error', (error: Error & { code?: string }) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly('memory') : error)),
    );
    worker.on('exit', () => end(() => reject(new Error('The worker thread ended without a result.'))));
  });
}
