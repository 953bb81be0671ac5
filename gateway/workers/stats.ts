import type { WorkerStats } from './protocol.ts';

export const noStats: WorkerStats = {
  requests: 0,
  unrouted: 0,
  count4xx: 0,
  count5xx: 0,
  throttled: 0,
  quotaExceeded: 0,
  malformed: 0,
  connections: 0,
  upstreamInFlight: 0,
  eventLoopDelayP99Ms: 0,
  heapUsedBytes: 0,
};

/** What a worker that is gone holds no more; what it counted stays. */
export const noLoad = { connections: 0, upstreamInFlight: 0, eventLoopDelayP99Ms: 0, heapUsedBytes: 0 };

/** What several workers counted together; of delays the worst. */
export function sumStats(all: readonly WorkerStats[]): WorkerStats {
  return all.reduce(
    (sum, stats) => ({
      requests: sum.requests + stats.requests,
      unrouted: sum.unrouted + stats.unrouted,
      count4xx: sum.count4xx + stats.count4xx,
      count5xx: sum.count5xx + stats.count5xx,
      throttled: sum.throttled + stats.throttled,
      quotaExceeded: sum.quotaExceeded + stats.quotaExceeded,
      malformed: sum.malformed + stats.malformed,
      connections: sum.connections + stats.connections,
      upstreamInFlight: sum.upstreamInFlight + stats.upstreamInFlight,
      eventLoopDelayP99Ms: Math.max(sum.eventLoopDelayP99Ms, stats.eventLoopDelayP99Ms),
      heapUsedBytes: sum.heapUsedBytes + stats.heapUsedBytes,
    }),
    noStats,
  );
}
