import { setImmediate } from 'node:timers/promises';

/** Longest stretch of preparation without letting requests through, ms. */
const stretchMs = 4;

let stretchStartedAtMs = 0;

/** Lets the event loop go on when this stretch of work has lasted long enough. Call it between small pieces of a big job. */
export async function breathe(): Promise<void> {
  if (performance.now() - stretchStartedAtMs < stretchMs) return;
  await setImmediate();
  stretchStartedAtMs = performance.now();
}
