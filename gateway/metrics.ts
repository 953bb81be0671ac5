import type { Listener } from './http/listener.ts';
import type { Applier } from './snapshot/applier.ts';
import type { KeyTable } from './snapshot/key-table.ts';
import type { Outbox } from './telemetry/outbox.ts';
import type { Recorder } from './telemetry/recorder.ts';

/** What a node's metrics are read from. */
export type Observed = {
  recorder: Recorder;
  listener: Listener;
  applier: Applier;
  keys: KeyTable;
  outbox: Outbox;
  /** Nanoseconds by percentile. */
  eventLoop: { percentile(percentile: number): number };
};

type Metric = [name: string, type: 'counter' | 'gauge', help: string, value: number];

/** A node's metrics in the Prometheus text exposition format, without labels: traffic by API is telemetry's. */
export function renderMetrics({ recorder, listener, applier, keys, outbox, eventLoop }: Observed): string {
  const { counts } = recorder;
  const metrics: Metric[] = [
    ['sluice_requests_total', 'counter', 'Requests to a stage.', counts.requests],
    ['sluice_requests_4xx_total', 'counter', 'Requests answered 4xx.', counts.count4xx],
    ['sluice_requests_5xx_total', 'counter', 'Requests answered 5xx.', counts.count5xx],
    ['sluice_requests_unrouted_total', 'counter', 'Requests to no stage.', counts.unrouted],
    ['sluice_requests_malformed_total', 'counter', 'Requests that were no HTTP.', listener.malformed()],
    ['sluice_applied_seq', 'gauge', 'Last applied revision.', applier.appliedSeq],
    ['sluice_refused_revisions', 'gauge', 'Stage revisions that were refused.', applier.refused.length],
    ['sluice_api_keys', 'gauge', 'API keys known.', keys.size],
    ['sluice_telemetry_waiting', 'gauge', 'Telemetry batches not acknowledged.', outbox.size],
    ['sluice_ready', 'gauge', 'Whether the node serves.', applier.isReady ? 1 : 0],
    ['sluice_event_loop_delay_p99_seconds', 'gauge', 'Delay of the event loop.', eventLoop.percentile(99) / 1e9],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory.', process.memoryUsage.rss()],
  ];
  return metrics
    .map(([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('');
}
