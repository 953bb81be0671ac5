import { randomUUID } from 'node:crypto';
import type { TelemetryBatch } from '#core/telemetry/batch.ts';
import type { RequestSample, SeriesPoint } from '#core/telemetry/event.ts';
import { bucketOf } from '#core/telemetry/sketch.ts';

type Series = Pick<SeriesPoint, 'workspaceId' | 'apiId'> & Partial<SeriesPoint>;

const seriesKey = { stageName: 'prod', variant: 'stable', httpMethod: 'GET', resource: '/pets', keyId: '' } as const;

/** A point of ten requests of 20 ms, in the current minute unless it says otherwise. */
export function seriesPoint(of: Series): SeriesPoint {
  return {
    ...seriesKey,
    minuteMs: Math.floor(Date.now() / 60_000) * 60_000,
    count: 10,
    count4xx: 2,
    count5xx: 1,
    cacheHits: 0,
    cacheMisses: 0,
    latency: { sum: 200, buckets: [bucketOf(20), 10] },
    integrationLatency: { sum: 70, buckets: [bucketOf(10), 7] },
    ...of,
  };
}

/** A request that failed for want of a key. */
export function requestSample(
  of: Pick<RequestSample, 'workspaceId' | 'apiId'> & Partial<RequestSample>,
): RequestSample {
  return {
    ...seriesKey,
    requestId: randomUUID(),
    atMs: Date.now(),
    version: 1,
    path: '/pets',
    status: 403,
    responseType: 'INVALID_API_KEY',
    phase: 'check-api-key',
    cause: 'The request has no key.',
    latencyMs: 1.5,
    integrationLatencyMs: null,
    sourceIp: '127.0.0.1',
    userAgent: 'test',
    ...of,
  };
}

/** A batch of a node that was just started. */
export function telemetryBatch(of: Partial<TelemetryBatch>): TelemetryBatch {
  return { nodeId: 'node', bootId: randomUUID(), batch: 1, series: [], samples: [], usage: [], dropped: 0, ...of };
}
