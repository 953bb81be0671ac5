'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { type Inputs, useTRPC } from '../trpc.ts';

/** Reads traffic again as soon as a node reports more of it. Gives whether the page is connected. */
export function useLiveTraffic(filter: Inputs['telemetry']['live'], { enabled }: { enabled: boolean }): boolean {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { status } = useSubscription(
    trpc.telemetry.live.subscriptionOptions(filter, {
      enabled,
      onData: () => void queries.invalidateQueries(trpc.telemetry.pathFilter(), { cancelRefetch: false }),
    }),
  );
  return enabled && status === 'pending';
}
