'use client';

import { useSyncExternalStore } from 'react';

const TICK_MS = 10_000;
const FRESH_MS = 1000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Also when something new appears: what happened a second ago must not seem to lie ahead. */
function refresh(): void {
  if (Date.now() - nowMs < FRESH_MS) return;
  nowMs = Date.now();
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  refresh();
  timer ??= setInterval(refresh, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function clientNow(): number {
  return nowMs;
}

function serverNow(): number {
  return typeof window === 'undefined' ? Date.now() : nowMs;
}

/** The time in ms since the epoch, moving every ten seconds, one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, clientNow, serverNow);
}
