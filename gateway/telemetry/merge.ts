import type { SeriesPoint, UsageDelta } from '#core/telemetry/event.ts';
import { mergeSketches } from '#core/telemetry/sketch.ts';
import type { Interval } from './recorder.ts';

/** What several workers, or several intervals, saw together: one point for each series and minute. */
export function mergeIntervals(intervals: readonly Interval[]): Interval {
  return {
    series: mergePoints(intervals.flatMap(({ series }) => series)),
    samples: intervals.flatMap(({ samples }) => samples),
    usage: mergeUsage(intervals.flatMap(({ usage }) => usage)),
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

function mergeUsage(deltas: UsageDelta[]): UsageDelta[] {
  const merged = new Map<string, UsageDelta>();
  for (const delta of deltas) {
    const name = [delta.day, delta.workspaceId, delta.planId, delta.keyId].join(' ');
    const other = merged.get(name);
    merged.set(name, other ? { ...other, used: other.used + delta.used } : delta);
  }
  return [...merged.values()];
}
