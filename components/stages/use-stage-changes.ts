'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '../trpc.ts';

/** Reads again whatever shows a stage's pointers, after one of them changed. */
export function useStageChanges(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.stages.pathFilter()),
      queries.invalidateQueries(trpc.apis.pathFilter()),
      queries.invalidateQueries(trpc.deployments.pathFilter()),
    ]);
  }, [queries, trpc]);
}
