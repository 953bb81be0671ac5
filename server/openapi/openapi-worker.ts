import { parentPort } from 'node:worker_threads';
import { SluiceError } from '#core/errors.ts';
import { type DescriptionJob, runDescriptionJob } from './description-jobs.ts';

// The program of a worker thread: one job after another, messages of its progress, and its outcome.
const progressEveryMs = 100;

function run(job: DescriptionJob): void {
  let lastProgress = 0;
  const onProgress = (step: string, done: number, total: number) => {
    const now = performance.now();
    if (done !== total && now - lastProgress < progressEveryMs) return;
    lastProgress = now;
    parentPort?.postMessage({ type: 'progress', step, done, total });
  };
  try {
    parentPort?.postMessage({ type: 'done', result: runDescriptionJob(job, onProgress) });
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    const { code, message, issues } = error;
    parentPort?.postMessage({ type: 'refused', code, message, issues });
  }
}

parentPort?.on('message', run);
