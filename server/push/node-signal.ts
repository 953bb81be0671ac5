import { EventEmitter } from 'node:events';

// Next bundles routes apart, so a module variable would exist more than once in this process.
const signal = ((globalThis as { sluiceNodeSignal?: EventEmitter }).sluiceNodeSignal ??= new EventEmitter());
signal.setMaxListeners(0);

/** Says that a node reported something new, so that this process's watchers look at once. */
export function nodeReported(): void {
  signal.emit('reported');
}

/** Calls `listener` after each report with news to this process; returns how to stop. */
export function onNodeReported(listener: () => void): () => void {
  signal.on('reported', listener);
  return () => signal.off('reported', listener);
}
