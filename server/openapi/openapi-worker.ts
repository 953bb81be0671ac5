import { parentPort, workerData } from 'node:worker_threads';
import { SluiceError } from '#core/errors.ts';
import { type DescriptionJob, runDescriptionJob } from './description-jobs.ts';

// The program of a worker thread: one job, messages of its progress, and its outcome.
const progressEveryMs = 100;
let lastProgress = 0;

function onProgress(step: string, done: number, total: number): void {
  const now = performance.now();
  if (done !== total && now - lastProgress < progressEveryMs) return;
  lastProgress = now;
  parentPort?.postMessage({ type: 'progress', step, done, total });
}

try {
  parentPort?.postMessage({ type: 'done', result: runDescriptionJob(workerData as DescriptionJob, onProgress) });
} catch (error) {
  if (!(error instanceof SluiceError)) throw error;
  const { code, message, issues } = error;
  parentPort?.postMessage({ type: 'refused', code, message, issues });
}
