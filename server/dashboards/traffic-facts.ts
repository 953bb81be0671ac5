import type { Counts } from '#core/telemetry/rollup.ts';
import { mean, quantile } from '#core/telemetry/sketch.ts';

/** What a dashboard shows of counts. Latencies in ms, null where none was measured. */
export type TrafficFacts = {
  count: number;
  count4xx: number;
  count5xx: number;
  cacheHits: number;
  cacheMisses: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  mean: number | null;
  integrationP50: number | null;
  integrationP90: number | null;
  integrationP99: number | null;
};

/** The facts of counts. */
export function trafficFacts(counts: Counts): TrafficFacts {
  const { latency, integrationLatency, count, count4xx, count5xx, cacheHits, cacheMisses } = counts;
  return {
    count,
    count4xx,
    count5xx,
    cacheHits,
    cacheMisses,
    p50: quantile(latency, 0.5),
    p90: quantile(latency, 0.9),
    p99: quantile(latency, 0.99),
    mean: mean(latency),
    integrationP50: quantile(integrationLatency, 0.5),
    integrationP90: quantile(integrationLatency, 0.9),
    integrationP99: quantile(integrationLatency, 0.99),
  };
}
