import type { PercentilePoint } from '../chart/prepare-percentiles.ts';
import type { ChartSeries } from '../chart/prepare-time-series.ts';
import { sharePercent } from '../monitoring/traffic-text.ts';
import type { Outputs } from '../trpc.ts';

type Point = Outputs['telemetry']['series']['points'][number];

/** The percentiles of the time that integrations took. */
export function integrationPercentiles(points: readonly Point[]): PercentilePoint[] {
  return points.map(({ atMs, integrationP50: p50, integrationP90: p90, integrationP99: p99 }) => ({
    atMs,
    p50,
    p90,
    p99,
  }));
}

/** How many of the requests of each step failed, in percent, by whose fault. */
export function errorShares(points: readonly Point[]): ChartSeries[] {
  return [
    {
      key: '4xx',
      label: '4xx',
      colour: 'fill-4xx',
      points: points.map(({ atMs, count, count4xx }) => ({ atMs, value: sharePercent(count4xx, count) })),
    },
    {
      key: '5xx',
      label: '5xx',
      colour: 'fill-5xx',
      points: points.map(({ atMs, count, count5xx }) => ({ atMs, value: sharePercent(count5xx, count) })),
    },
  ];
}

/** How many of the answers that may be kept came from the cache, in percent; null when no request asked a cache. */
export function cacheHitShares(points: readonly Point[]): ChartSeries[] | null {
  if (!points.some(({ cacheHits, cacheMisses }) => cacheHits + cacheMisses > 0)) return null;
  const share = ({ atMs, cacheHits, cacheMisses }: Point) => ({
    atMs,
    value: sharePercent(cacheHits, cacheHits + cacheMisses),
  });
  return [{ key: 'hits', label: 'From the cache', colour: 'series-1', points: points.map(share) }];
}
