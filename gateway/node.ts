import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { NodeReport } from '#core/nodes/channel.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { GatewayConfig } from './config.ts';
import { ControlPlane } from './control-plane.ts';
import { follow } from './follow.ts';
import { listenAdmin } from './http/admin.ts';
import { listen } from './http/listener.ts';
import { createUpstreamClient } from './http/upstream.ts';
import { QuotaCounters } from './limits/quota.ts';
import { QuotaJournal } from './limits/quota-journal.ts';
import { TokenBuckets } from './limits/token-buckets.ts';
import { renderMetrics } from './metrics.ts';
import { nodeIdentity } from './node-identity.ts';
import { createPipeline } from './pipeline/index.ts';
import { runTest } from './pipeline/run-test.ts';
import { startClock, type Services } from './pipeline/services.ts';
import { Applier } from './snapshot/applier.ts';
import { KeyTable } from './snapshot/key-table.ts';
import { LastGood } from './snapshot/last-good.ts';
import { Reporter } from './snapshot/report.ts';
import { restore } from './snapshot/restore.ts';
import { SnapshotCache } from './snapshot/snapshot-cache.ts';
import { StateKeeper } from './snapshot/state-keeper.ts';
import { StateStore } from './snapshot/state-store.ts';
import { Flusher } from './telemetry/flush.ts';
import { Outbox } from './telemetry/outbox.ts';
import { Recorder } from './telemetry/recorder.ts';
import { keepUnsent, takeUnsent } from './telemetry/unsent.ts';

export type GatewayNode = {
  readonly port: number;
  readonly adminPort: number;
  /** Stops accepting, finishes what is in flight, and flushes telemetry and counters. */
  stop(): Promise<void>;
};

/** How long requests in flight may take when the node stops, and how long the last telemetry may, ms. */
const drainMs = 10_000;
const lastFlushMs = 3_000;

/** Starts a gateway node: restores what it last served, listens, and follows the control plane. */
export async function startNode(config: GatewayConfig, log: Logger): Promise<GatewayNode> {
  const startedAtMs = Date.now();
  const buckets = new TokenBuckets();
  const quotas = new QuotaCounters();
  const journal = new QuotaJournal(join(config.nodeDir, 'quota.journal'), quotas);
  await journal.start();
  const keys = new KeyTable(buckets, quotas);
  const recorder = new Recorder(quotas, Math.random);
  const clock = startClock();
  const upstream = createUpstreamClient({ allowPrivate: config.allowPrivateUpstreams });
  const services: Services = {
    keys,
    buckets,
    accountBuckets: new Map(),
    accountThrottle: config.accountThrottle,
    upstream,
    recorder,
    clock,
    random: Math.random,
  };

  const controlPlane = new ControlPlane(config.controlUrl, config.nodeToken);
  const disk = new LastGood(config.nodeDir);
  const snapshots = new SnapshotCache(disk, (hash) => controlPlane.fetchBlob(hash));
  const store = new StateStore(buckets);
  const nodeId = await nodeIdentity(config.nodeDir);
  const failed = logOnce(log);

  const applier = new Applier({
    store,
    keys,
    snapshotOf: (hash) => snapshots.get(hash),
    changed: () => {
      reporter.changed();
      keeper.changed();
    },
  });
  const keeper = new StateKeeper(applier, disk, snapshots);
  const reporter = new Reporter(controlPlane, composeReport, failed);
  function composeReport(): NodeReport | null {
    if (applier.epoch === '') return null;
    const problems = [disk.problem, journal.problem].filter((problem) => problem !== null);
    return {
      nodeId,
      name: config.nodeName,
      version: packageJson.version,
      startedAtMs,
      epoch: applier.epoch,
      appliedSeq: applier.appliedSeq,
      stateHash: applier.stateHash,
      refused: applier.refused,
      warnings: [...disk.damage, ...problems],
      publicUrl: config.publicUrl,
      stopping: false,
    };
  }

  await restore(disk, snapshots, applier);
  if (applier.isReady && disk.damage.length === 0) keeper.restored();
  for (const damage of disk.damage) log.warn(damage);

  const eventLoop = monitorEventLoopDelay({ resolution: 20 });
  eventLoop.enable();
  const listener = await listen({
    host: config.host,
    port: config.port,
    handler: createPipeline(services, () => store.current),
  });
  const follower = follow({
    nodeId,
    nodeName: config.nodeName,
    controlPlane,
    applier,
    runTest: (task) => runTest(task, (hash) => snapshots.get(hash), services, config.nodeName),
    log,
    failed,
  });
  const outbox = new Outbox(nodeId, randomUUID());
  const unsentPath = join(config.nodeDir, 'telemetry-unsent.json');
  outbox.adopt(await takeUnsent(unsentPath));
  const admin = await listenAdmin({
    host: config.host,
    port: config.adminPort,
    notReady: () => (applier.isReady ? null : `Nothing is applied yet. ${follower.connection()}`),
    metrics: () => renderMetrics({ recorder, listener, applier, keys, outbox, eventLoop }),
  });

  const flusher = new Flusher({
    recorder,
    outbox,
    controlPlane,
    everyMs: config.telemetryFlushMs,
    failed,
  });
  flusher.start();
  reporter.start();

  return {
    port: listener.port,
    adminPort: admin.port,
    async stop() {
      await follower.stop();
      await reporter.stop();
      await listener.close(drainMs);
      await flusher.stop(lastFlushMs);
      await keepUnsent(unsentPath, outbox.unsent).catch(failed);
      await keeper.stop();
      await journal.stop();
      await upstream.close();
      await admin.close();
      await controlPlane.close();
      clock.stop();
      eventLoop.disable();
    },
  };
}

/** Logs an error that repeats itself once, until another one comes. */
function logOnce(log: Logger): (error: Error) => void {
  let last = '';
  return (error) => {
    if (error.message !== last) log.warn(error.message);
    last = error.message;
  };
}
