'use client';

import { useCallback } from 'react';
import type { CommandSearch } from '../layout/use-command-search.ts';
import { useTRPCClient } from '../trpc.ts';

/** Finds APIs, paths, keys, plans and stages of the workspace for the command palette. */
export function usePaletteSearch(): CommandSearch {
  const client = useTRPCClient();
  return useCallback(
    async (text, signal) => {
      const found = await client.search.all.query({ text }, { signal });
      return found.map(({ kind, id, title, subtitle, href }) => ({
        id: `${kind}-${id}`,
        title,
        group: kind,
        detail: subtitle ?? undefined,
        target: { href },
      }));
    },
    [client],
  );
}
