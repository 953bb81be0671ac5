import { join } from 'node:path';
import type { Logger } from 'pino';
import type { PlanState } from '#core/snapshot/revision.ts';
import { LogWriter } from '#gateway/access-log/log-writer.ts';
import type { GatewayConfig } from '#gateway/config.ts';
import { extendQuotas } from '#gateway/limits/extend-quota.ts';
import { Fleet } from '#gateway/limits/fleet.ts';
import { createSharedLimits, LimitMemory } from '#gateway/limits/limit-memory.ts';
import { QuotaJournal } from '#gateway/limits/quota-journal.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import type { SealKey } from '#gateway/secrets/seal-key.ts';
import type { ServingTarget } from '#gateway/snapshot/serving-state.ts';
import type { SnapshotBlob } from '#gateway/snapshot/snapshot-cache.ts';
import { WorkerPool } from './pool.ts';
import type { Change } from './protocol.ts';

/** The workers with what the main thread keeps for them: the memory of limits, and the quotas in it on disk. */
export type Workers = {
  pool: WorkerPool;
  memory: LimitMemory;
  journal: QuotaJournal;
  /** Null when this node counts its limits alone. */
  fleet: Fleet | null;
  accessLog: LogWriter;
  /** What an applied revision does: the main thread's share, then the workers'. */
  target: ServingTarget;
};

/**
 * Makes the pool of a node.
 * @param sealKey null without a control plane
 * @param state everything that is served now, for a worker that begins
 */
export async function startWorkers(
  config: GatewayConfig,
  log: Logger,
  sealKey: SealKey | null,
  state: () => { changes: Change[]; blobs: SnapshotBlob[] },
): Promise<Workers> {
  const limits = createSharedLimits();
  const memory = new LimitMemory(limits);
  const quotas = new QuotaCounters(memory);
  const journal = new QuotaJournal(join(config.nodeDir, 'quota.journal'), quotas);
  await journal.start();
  const fleet = config.redisUrl === null ? null : startFleet(config.redisUrl, memory, quotas, log);
  await fleet?.start();
  const accessLog = new LogWriter(config.accessLogPath, (message) => log.warn(message));
  const pool = new WorkerPool({
    workers: config.workers,
    heapLimitMb: config.workerHeapMb,
    start: {
      host: config.host,
      nodeName: config.nodeName,
      telemetry: config.telemetry,
      allowPrivateUpstreams: config.allowPrivateUpstreams,
      trustedProxies: config.trustedProxies,
      accountThrottle: config.accountThrottle,
      cacheBudgetBytes: (config.cacheMaxMb * 1024 * 1024) / config.workers.max,
      redisUrl: config.redisUrl,
      limits,
      isFleet: fleet !== null,
      sealKey,
    },
    state,
    counter: ({ workspaceId, planId, keyId }) => void quotas.counter(workspaceId, planId, keyId),
    lease: async (question) => (fleet ? fleet.lease(question) : 'away'),
    accessLog: (lines) => accessLog.add(lines),
    log,
  });
  const target: ServingTarget = {
    apply(change) {
      if (change.kind === 'plan' && change.body) {
        extendQuotas(quotas, change.body as PlanState, Date.now());
        fleet?.extend(change.body as PlanState, Date.now());
      }
      pool.apply(change as Change);
    },
    publish: () => pool.publish(),
    complete: () => pool.complete(),
  };
  return { pool, memory, journal, fleet, accessLog, target };
}

function startFleet(url: string, memory: LimitMemory, quotas: QuotaCounters, log: Logger): Fleet {
  return new Fleet(url, memory, quotas, (problem) => {
    if (problem === null) log.info('Redis answers again: limits are shared.');
    else log.warn(problem);
  });
}
