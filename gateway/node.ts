import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { NodeReport } from '#core/nodes/channel.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { GatewayConfig } from './config.ts';
import { ControlPlane } from './control-plane.ts';
import { follow } from './follow.ts';
import { listenAdmin } from './http/admin.ts';
import { renderMetrics } from './metrics.ts';
import { nodeIdentity } from './node-identity.ts';
import { loadSealKey } from './secrets/seal-key.ts';
import { Applier } from './snapshot/applier.ts';
import { LastGood } from './snapshot/last-good.ts';
import { Reporter } from './snapshot/report.ts';
import { restore } from './snapshot/restore.ts';
import { SnapshotCache } from './snapshot/snapshot-cache.ts';
import { StateKeeper } from './snapshot/state-keeper.ts';
import { Flusher } from './telemetry/flush.ts';
import { Outbox } from './telemetry/outbox.ts';
import { keepUnsent, takeUnsent } from './telemetry/unsent.ts';
import { startWorkers } from './workers/start-workers.ts';

export type GatewayNode = {
  readonly port: number;
  readonly adminPort: number;
  /** Stops accepting, finishes what is in flight, and flushes telemetry and counters. */
  stop(): Promise<void>;
  /** SIGHUP: further access log lines go to a new file, and a file that is served is read again. */
  hangUp(): void;
};

/** How long the last telemetry may take when the node stops, ms. */
const lastFlushMs = 3_000;

/**
 * Starts a gateway node: restores what it last served, listens, and follows the control plane. This thread holds the
 * control plane's connection, the disk, the telemetry that waits and the private port; workers serve the traffic.
 */
export async function startNode(config: GatewayConfig, log: Logger): Promise<GatewayNode> {
  const startedAtMs = Date.now();
  const controlPlane = new ControlPlane(config.controlUrl, config.nodeToken);
  const disk = new LastGood(config.nodeDir);
  const nodeId = await nodeIdentity(config.nodeDir);
  const failed = logOnce(log);

  const sealKey = await loadSealKey(config.nodeDir);
  const workers = await startWorkers(config, log, sealKey, () => ({
    changes: applier.state.records,
    blobs: snapshots.blobsOf(applier.snapshotHashes),
  }));
  const { pool, journal, fleet, memory, accessLog } = workers;
  const snapshots: SnapshotCache = new SnapshotCache(
    disk,
    (hash) => controlPlane.fetchBlob(hash),
    (blob) => pool.prepare(blob),
  );
  const applier: Applier = new Applier({
    target: workers.target,
    snapshotOf: (hash) => snapshots.get(hash),
    changed: () => {
      reporter.changed();
      keeper.changed();
    },
  });
  const keeper = new StateKeeper(applier, disk, snapshots, (hashes) => pool.retain(hashes));
  const reporter = new Reporter(controlPlane, composeReport, failed);
  async function composeReport(): Promise<NodeReport | null> {
    if (applier.epoch === '') return null;
    const problems = [disk.problem, journal.problem, memory.problem, fleet?.problem ?? null].filter(
      (problem) => problem !== null,
    );
    const report = {
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
    await pool.barrier();
    return report;
  }

  await pool.start();
  await restore(disk, snapshots, applier);
  if (applier.isReady && disk.damage.length === 0) keeper.restored();
  for (const damage of disk.damage) log.warn(damage);

  const port = await pool.listen(config.port);
  const follower = follow({
    nodeId,
    nodeName: config.nodeName,
    sealKey: sealKey.publicKey,
    controlPlane,
    applier,
    runTest: (task) => pool.test(task, snapshots.blob(task.snapshotHash)),
    testAuthorizer: (task) => pool.testAuthorizer(task),
    log,
    failed,
  });
  const outbox = new Outbox(nodeId, randomUUID());
  const unsentPath = join(config.nodeDir, 'telemetry-unsent.json');
  outbox.adopt(await takeUnsent(unsentPath));
  const collect = () => pool.collect();
  const flusher = new Flusher({ collect, outbox, controlPlane, everyMs: config.telemetryFlushMs, failed });
  let isStopping = false;
  const admin = await listenAdmin({
    host: config.host,
    port: config.adminPort,
    notReady() {
      if (isStopping) return 'The node is stopping.';
      return applier.isReady ? null : `Nothing is applied yet. ${follower.connection()}`;
    },
    async metrics() {
      outbox.add(await pool.collect());
      return renderMetrics({ pool, applier, outbox, limits: memory });
    },
  });
  flusher.start();
  reporter.start();

  return {
    port,
    adminPort: admin.port,
    hangUp: () => accessLog.reopen(),
    async stop() {
      isStopping = true;
      await follower.stop();
      await reporter.stop();
      await pool.stop();
      await accessLog.close();
      await flusher.stop(lastFlushMs);
      await keepUnsent(unsentPath, outbox.unsent).catch(failed);
      await keeper.stop();
      await fleet?.stop();
      await journal.stop();
      await admin.close();
      await controlPlane.close();
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
