'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Breakdown, TrafficFilter } from '#core/telemetry/input.ts';
import type { Totals } from '../monitoring/traffic-totals.tsx';
import { useTRPC } from '../trpc.ts';

const MOST_ROWS = 100;

function breakdownOf({ httpMethod, keyId }: TrafficFilter): Breakdown {
  if (httpMethod !== undefined) return 'method';
  return keyId === undefined ? 'api' : 'key';
}

/**
 * The traffic of a span in one row: percentiles over time cannot be added up, so the row comes from the breakdown that
 * holds it. Null without traffic, undefined while loading.
 */
export function useTotals(filter: TrafficFilter, span: { from: Date; to: Date }): Totals | null | undefined {
  const trpc = useTRPC();
  const { apiId, stageName, variant, httpMethod, resource, keyId } = filter;
  const by = breakdownOf(filter);
  const { data, isError } = useQuery(
    trpc.telemetry.breakdown.queryOptions(
      { apiId, stageName, variant, by, limit: MOST_ROWS, ...span },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  if (isError) return null;
  return (
    data &&
    (data.rows.find((row) => {
      if (by === 'method') return row.httpMethod === httpMethod && row.resource === resource;
      return by === 'key' ? row.keyId === keyId : true;
    }) ??
      null)
  );
}
