import { methodKey } from '../methods/schema.ts';
import type { SeriesPoint } from './event.ts';
import { type Sketch, mergeSketches } from './sketch.ts';

/** Lengths of time over which counts are kept, in ms; all begin on UTC boundaries. */
export const resolutionMs = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 } as const;
export type Resolution = keyof typeof resolutionMs;
export const resolutions = Object.keys(resolutionMs) as Resolution[];

/** What counts are kept about: a workspace, a side of a stage, a method of it, an API key on it. */
export const rollupLevels = ['WORKSPACE', 'STAGE', 'METHOD', 'KEY'] as const;
export type RollupLevel = (typeof rollupLevels)[number];

/** Names a row of counts. Parts that a level does not have are empty strings. */
export type RollupKey = {
  resolution: Resolution;
  level: RollupLevel;
  workspaceId: string;
  apiId: string;
  stageName: string;
  variant: string;
  /** METHOD: `GET /pets/{petId}`, empty for requests that matched no route; KEY: the key's id. */
  member: string;
  /** Start of the minute, hour or day, epoch ms. */
  bucketMs: number;
};

export type Counts = {
  count: number;
  count4xx: number;
  count5xx: number;
  cacheHits: number;
  cacheMisses: number;
  /** Both in ms. */
  latency: Sketch;
  integrationLatency: Sketch;
};

export type RollupRow = RollupKey & Counts;

/** The counts of two disjoint sets of requests together. */
export function mergeCounts(a: Counts, b: Counts): Counts {
  return {
    count: a.count + b.count,
    count4xx: a.count4xx + b.count4xx,
    count5xx: a.count5xx + b.count5xx,
    cacheHits: a.cacheHits + b.cacheHits,
    cacheMisses: a.cacheMisses + b.cacheMisses,
    latency: mergeSketches(a.latency, b.latency),
    integrationLatency: mergeSketches(a.integrationLatency, b.integrationLatency),
  };
}

/** One text for each key, equal for equal keys. Its order is the order in which rows are written. */
export function rollupKeyText(key: RollupKey): string {
  const { workspaceId, level, resolution, apiId, stageName, variant, member, bucketMs } = key;
  return [workspaceId, level, resolution, apiId, stageName, variant, member, bucketMs].join('\n');
}

/** Start of the minute, hour or day that holds a moment, both in epoch ms. */
export function bucketStart(resolution: Resolution, atMs: number): number {
  return Math.floor(atMs / resolutionMs[resolution]) * resolutionMs[resolution];
}

function add(rows: Map<string, RollupRow>, key: RollupKey, counts: Counts): void {
  const text = rollupKeyText(key);
  const known = rows.get(text);
  rows.set(text, { ...key, ...(known ? mergeCounts(known, counts) : pickCounts(counts)) });
}

function pickCounts(counts: Counts): Counts {
  const { count, count4xx, count5xx, cacheHits, cacheMisses, latency, integrationLatency } = counts;
  return { count, count4xx, count5xx, cacheHits, cacheMisses, latency, integrationLatency };
}

/** The rows of all levels and resolutions to which points of series add, each once, in the order of their keys. */
export function foldSeries(points: readonly SeriesPoint[]): RollupRow[] {
  const minutes = new Map<string, RollupRow>();
  for (const point of points) {
    const { workspaceId, apiId, stageName, variant, httpMethod, resource, keyId } = point;
    const bucketMs = bucketStart('MINUTE', point.minuteMs);
    const stage = { resolution: 'MINUTE', workspaceId, apiId, stageName, variant, bucketMs } as const;
    const member = resource === '' ? '' : methodKey(httpMethod, resource);
    const none = { apiId: '', stageName: '', variant: '', member: '' };
    add(minutes, { ...stage, ...none, level: 'WORKSPACE' }, point);
    add(minutes, { ...stage, level: 'STAGE', member: '' }, point);
    add(minutes, { ...stage, level: 'METHOD', member }, point);
    if (keyId !== '') add(minutes, { ...stage, level: 'KEY', member: keyId }, point);
  }
  const rows = new Map(minutes);
  for (const row of minutes.values()) {
    for (const resolution of ['HOUR', 'DAY'] as const) {
      const { resolution: _, bucketMs, ...key } = row;
      add(rows, { ...key, resolution, bucketMs: bucketStart(resolution, bucketMs) }, row);
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
