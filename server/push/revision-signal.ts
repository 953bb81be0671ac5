import { EventEmitter } from 'node:events';

// Next bundles routes and instrumentation apart, so a module variable would exist more than once in this process.
const signal = ((globalThis as { sluiceRevisionSignal?: EventEmitter }).sluiceRevisionSignal ??= new EventEmitter());
signal.setMaxListeners(0);

/** Says that revisions were committed, so that this process's node streams look at once instead of at the next poll. */
export function revisionsChanged(): void {
  signal.emit('changed');
}

/** Calls `listener` after each commit of revisions in this process; returns how to stop. */
export function onRevisionsChanged(listener: () => void): () => void {
  signal.on('changed', listener);
  return () => signal.off('changed', listener);
}
