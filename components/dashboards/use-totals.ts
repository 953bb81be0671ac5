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

const noTraffic: Totals = {
  ...{ count: 0, count4xx: 0, count5xx: 0, cacheHits: 0, cacheMisses: 0 },
  ...{ p50: null, p90: null, p99: null },
};
const unknown: Totals = { ...noTraffic, count: null };

/**
 * The traffic of a span in one row: percentiles over time cannot be added up, so the row comes from the breakdown that
 * holds it. Undefined while loading.
 */
export function useTotals(filter: TrafficFilter, span: { from: Date; to: Date }): Totals | undefined {
  const trpc = useTRPC();
  const { apiId, stageName, variant, httpMethod, resource, keyId } = filter;
  const by = breakdownOf(filter);
  const { data, isError } = useQuery(
    trpc.telemetry.breakdown.queryOptions(
      { apiId, stageName, variant, by, limit: MOST_ROWS, ...span },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  if (isError) return unknown;
  if (!data) return undefined;
  const found = data.rows.find((row) => {
    if (by === 'method') return row.httpMethod === httpMethod && row.resource === resource;
    return by === 'key' ? row.keyId === keyId : true;
  });
  // A row beyond the longest breakdown has traffic, but nothing here says how much.
  return found ?? (data.rows.length === MOST_ROWS ? unknown : noTraffic);
}
