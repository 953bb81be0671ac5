'use client';

import { useSyncExternalStore } from 'react';

const unchanging = () => () => undefined;

/** The address of the console, as this browser reaches it; empty until the page has come to life. */
export function useOrigin(): string {
  return useSyncExternalStore(
    unchanging,
    () => window.location.origin,
    () => '',
  );
}
