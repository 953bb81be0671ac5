'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';

type Side = Outputs['telemetry']['breakdown']['rows'][number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const share = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(2)} %`);
const ms = (value: number | null) => (value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);

const measures: { label: string; of: (side: Side) => string }[] = [
  { label: 'Requests', of: ({ count }) => count.toLocaleString('en-US') },
  { label: '4xx', of: ({ count, count4xx }) => share(count4xx, count) },
  { label: '5xx', of: ({ count, count5xx }) => share(count5xx, count) },
  { label: 'Latency p50', of: ({ p50 }) => ms(p50) },
  { label: 'Latency p90', of: ({ p90 }) => ms(p90) },
  { label: 'Latency p99', of: ({ p99 }) => ms(p99) },
  { label: 'Integration p90', of: ({ integrationP90 }) => ms(integrationP90) },
];

/** Both sides of a stage in the last hour, measure by measure. */
export function CanaryComparison({ stage }: { stage: Outputs['stages']['get'] }) {
  const trpc = useTRPC();
  const { apiId, stageName, version, canary } = stage;
  // Whole minutes, so that the question stays the same for a minute and its answer is only refreshed.
  const toMs = (Math.floor(useNow() / MINUTE_MS) + 1) * MINUTE_MS;
  const { data, error, refetch } = useQuery(
    trpc.telemetry.breakdown.queryOptions(
      { apiId, stageName, by: 'variant', from: new Date(toMs - HOUR_MS), to: new Date(toMs) },
      { refetchInterval: 3_000, placeholderData: keepPreviousData },
    ),
  );
  if (error) return <QueryError title="The traffic could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={6} label="Loading the traffic of both sides" />;
  const stable = data.rows.find((row) => row.variant === 'stable');
  const side = data.rows.find((row) => row.variant === 'canary');
  return (
    <table className="w-full text-left" aria-label="Traffic of both sides in the last hour">
      <thead className="text-meta text-muted">
        <tr className="h-8 border-b border-line">
          <th scope="col" className="font-normal">
            Last hour
          </th>
          <th scope="col" className="text-right font-medium text-stable">
            Stable v{version}
          </th>
          <th scope="col" className="text-right font-medium text-canary">
            Canary v{canary?.version}
          </th>
        </tr>
      </thead>
      <tbody>
        {measures.map(({ label, of }) => (
          <tr key={label} className="h-8 border-b border-line last:border-0">
            <th scope="row" className="font-normal text-muted">
              {label}
            </th>
            <td className="text-right tabular-nums">{stable ? of(stable) : '–'}</td>
            <td className="text-right tabular-nums">{side ? of(side) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
