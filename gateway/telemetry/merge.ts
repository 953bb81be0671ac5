import type { RequestSample, SeriesPoint } from '#core/telemetry/event.ts';
import { packSeries, unpackSeries, type PackedSeries } from '#core/telemetry/packed-series.ts';
import { sumUsage, type PackedUsage } from '#core/telemetry/packed-usage.ts';
import { mergeSketches } from '#core/telemetry/sketch.ts';

/** What a node saw in one interval: the content of a telemetry batch. */
export type Interval = { series: PackedSeries[]; samples: RequestSample[]; usage: PackedUsage[] };

/** What was seen in several intervals together: one point for each series and minute. */
export function mergeIntervals(intervals: readonly Interval[]): Interval {
  return {
    series: packSeries(mergePoints(unpackSeries(intervals.flatMap(({ series }) => series)) ?? [])),
    samples: intervals.flatMap(({ samples }) => samples),
    usage: sumUsage(intervals.flatMap(({ usage }) => usage)),
  };
}

function mergePoints(points: SeriesPoint[]): SeriesPoint[] {
  const merged = new Map<string, SeriesPoint>();
  for (const point of points) {
    const { workspaceId, apiId, stageName, variant, httpMethod, resource, keyId, minuteMs } = point;
    const name = [minuteMs, workspaceId, apiId, stageName, variant, httpMethod, resource, keyId].join(' ');
    const other = merged.get(name);
    merged.set(name, other ? sumOf(other, point) : point);
  }
  return [...merged.values()];
}

function sumOf(a: SeriesPoint, b: SeriesPoint): SeriesPoint {
  return {
    ...a,
    count: a.count + b.count,
    count4xx: a.count4xx + b.count4xx,
    count5xx: a.count5xx + b.count5xx,
    cacheHits: a.cacheHits + b.cacheHits,
    cacheMisses: a.cacheMisses + b.cacheMisses,
    latency: mergeSketches(a.latency, b.latency),
    integrationLatency: mergeSketches(a.integrationLatency, b.integrationLatency),
  };
}
