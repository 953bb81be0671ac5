import type { Applier } from './snapshot/applier.ts';
import type { Outbox } from './telemetry/outbox.ts';
import type { Member } from './workers/member.ts';
import type { WorkerPool } from './workers/pool.ts';

/** What a node's metrics are read from. */
export type Observed = {
  pool: WorkerPool;
  applier: Applier;
  /** Null without a control plane. */
  outbox: Outbox | null;
  /** Limits that are counted, whether some found no room, and whether the fleet's store is away. */
  limits: { size: number; isFull: boolean; isStoreAway: boolean };
};

type Sample = { labels: string; value: number };
type Metric = [name: string, type: 'counter' | 'gauge', help: string, value: number | Sample[]];

/** A node's metrics in the Prometheus text exposition format; traffic by API is telemetry's. */
export function renderMetrics({ pool, applier, outbox, limits }: Observed): string {
  const { stats, serving, deaths } = pool;
  const byWorker = (read: (member: Member) => number) =>
    serving.map((member) => ({ labels: `{worker="${member.id}"}`, value: read(member) }));
  const metrics: Metric[] = [
    ['sluice_requests_total', 'counter', 'Requests to a stage.', stats.requests],
    ['sluice_requests_4xx_total', 'counter', 'Requests answered 4xx.', stats.count4xx],
    ['sluice_requests_5xx_total', 'counter', 'Requests answered 5xx.', stats.count5xx],
    ['sluice_requests_unrouted_total', 'counter', 'Requests to no stage.', stats.unrouted],
    ['sluice_requests_malformed_total', 'counter', 'Requests that were no HTTP.', stats.malformed],
    ['sluice_requests_throttled_total', 'counter', 'Requests refused by a throttle.', stats.throttled],
    ['sluice_requests_quota_exceeded_total', 'counter', 'Requests refused by a quota.', stats.quotaExceeded],
    ['sluice_limits', 'gauge', 'Buckets and quotas that are counted.', limits.size],
    ['sluice_limits_full', 'gauge', 'Whether further limits find no room.', limits.isFull ? 1 : 0],
    ['sluice_fleet_store_away', 'gauge', 'Whether shared limits are counted alone.', limits.isStoreAway ? 1 : 0],
    ['sluice_applied_seq', 'gauge', 'Last applied revision.', applier.appliedSeq],
    ['sluice_refused_revisions', 'gauge', 'Stage revisions that were refused.', applier.refused.length],
    ['sluice_api_keys', 'gauge', 'API keys known.', applier.count('key')],
    ['sluice_telemetry_waiting', 'gauge', 'Telemetry batches not acknowledged.', outbox?.size ?? 0],
    ['sluice_ready', 'gauge', 'Whether the node serves.', applier.isReady ? 1 : 0],
    ['sluice_workers', 'gauge', 'Worker threads that serve.', serving.length],
    ['sluice_worker_deaths_total', 'counter', 'Worker threads that ended by themselves.', deaths],
    ['sluice_worker_requests', 'gauge', 'Requests that a worker served.', byWorker((m) => m.stats?.requests ?? 0)],
    ['sluice_worker_connections', 'gauge', 'Connections of callers.', byWorker((m) => m.stats?.connections ?? 0)],
    [
      'sluice_worker_upstream_in_flight',
      'gauge',
      'Calls to integrations.',
      byWorker((m) => m.stats?.upstreamInFlight ?? 0),
    ],
    ['sluice_worker_utilization', 'gauge', 'Busy share of the event loop.', byWorker((m) => m.lastShare)],
    [
      'sluice_worker_event_loop_delay_p99_seconds',
      'gauge',
      'Delay of the event loop.',
      byWorker((m) => (m.stats?.eventLoopDelayP99Ms ?? 0) / 1e3),
    ],
    ['sluice_worker_heap_bytes', 'gauge', 'Heap in use.', byWorker((m) => m.stats?.heapUsedBytes ?? 0)],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory.', process.memoryUsage.rss()],
  ];
  return metrics.map(render).join('');
}

function render([name, type, help, value]: Metric): string {
  const samples = typeof value === 'number' ? [{ labels: '', value }] : value;
  if (samples.length === 0) return '';
  const lines = samples.map((sample) => `${name}${sample.labels} ${sample.value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
