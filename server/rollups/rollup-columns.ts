import type { Counts, Resolution, RollupKey, RollupLevel } from '#core/telemetry/rollup.ts';

/** A row of Rollup as the database gives it. */
export type StoredCounts = {
  count: bigint;
  count4xx: bigint;
  count5xx: bigint;
  cacheHits: bigint;
  cacheMisses: bigint;
  latencySum: number;
  latencyBuckets: number[];
  integrationLatencySum: number;
  integrationLatencyBuckets: number[];
};

export type StoredKey = Omit<RollupKey, 'resolution' | 'level' | 'bucketMs'> & {
  resolution: string;
  level: string;
  bucket: Date;
};

/** The counts of a stored row. */
export function countsOf(row: StoredCounts): Counts {
  return {
    count: Number(row.count),
    count4xx: Number(row.count4xx),
    count5xx: Number(row.count5xx),
    cacheHits: Number(row.cacheHits),
    cacheMisses: Number(row.cacheMisses),
    latency: { sum: row.latencySum, buckets: row.latencyBuckets },
    integrationLatency: { sum: row.integrationLatencySum, buckets: row.integrationLatencyBuckets },
  };
}

/** The key of a stored row. */
export function keyOf({ bucket, resolution, level, ...key }: StoredKey): RollupKey {
  const { workspaceId, apiId, stageName, variant, member } = key;
  return {
    workspaceId,
    apiId,
    stageName,
    variant,
    member,
    resolution: resolution as Resolution,
    level: level as RollupLevel,
    bucketMs: bucket.getTime(),
  };
}
