import { formatValue } from '../chart/format-value.ts';
import { Stat } from '../ui/stat.tsx';
import { Skeleton, SkeletonGroup } from '../ui/skeleton.tsx';
import { latencyText, sharePercent } from './traffic-text.ts';

export interface Totals {
  /** Null when it is not known. */
  count: number | null;
  count4xx: number;
  count5xx: number;
  cacheHits: number;
  cacheMisses: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

export interface TrafficTotalsProps {
  /** Undefined while loading. */
  totals: Totals | undefined;
}

const GRID =
  'grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border border-line bg-raised p-4 sm:grid-cols-3 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none';

function percent(part: number, whole: number | null): string | null {
  const share = whole === null ? null : sharePercent(part, whole);
  return share === null ? null : formatValue(share, 'percent');
}

/** The traffic of a span in six numbers, and the share of the cache where one was asked. */
export function TrafficTotals({ totals }: TrafficTotalsProps) {
  if (totals === undefined) {
    return (
      <SkeletonGroup label="Loading the totals" className={GRID}>
        {[0, 1, 2, 3, 4, 5].map((tile) => (
          <span key={tile} className="grid h-10.5 content-between">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-5 w-20" />
          </span>
        ))}
      </SkeletonGroup>
    );
  }
  const { count, count4xx, count5xx, cacheHits, cacheMisses, p50, p90, p99 } = totals;
  const asked = cacheHits + cacheMisses;
  const latency = (ms: number | null) => (ms === null ? null : latencyText(ms));
  return (
    <div className={GRID}>
      <Stat label="Requests" value={count === null ? null : formatValue(count, 'count')} />
      <Stat label="4xx" value={percent(count4xx, count)} />
      <Stat label="5xx" value={percent(count5xx, count)} />
      {asked > 0 ? <Stat label="Cache hits" value={percent(cacheHits, asked)} /> : null}
      <Stat label="Latency p50" value={latency(p50)} />
      <Stat label="Latency p90" value={latency(p90)} />
      <Stat label="Latency p99" value={latency(p99)} />
    </div>
  );
}
