import { ResponseCache } from '#gateway/cache/response-cache.ts';
import { createUpstreamClient } from '#gateway/http/upstream.ts';
import { LimitMemory } from '#gateway/limits/limit-memory.ts';
import { nodeQuotas } from '#gateway/limits/quota-gate.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { TokenBuckets } from '#gateway/limits/token-buckets.ts';
import { startClock, type Services } from '#gateway/pipeline/services.ts';
import { KeyTable } from '#gateway/snapshot/key-table.ts';
import { createSecretTables } from '#gateway/secrets/tables.ts';
import { Recorder } from '#gateway/telemetry/recorder.ts';
import type { FromWorker, WorkerStart } from './protocol.ts';

/** Makes what the phases use: each worker has its own of everything but the memory of limits. */
export function workerServices(start: WorkerStart, say: (message: FromWorker) => void): Services {
  const memory = new LimitMemory(start.limits);
  const buckets = new TokenBuckets(memory);
  const quotas = new QuotaCounters(memory, ({ workspaceId, planId, keyId }) => {
    say({ counter: { workspaceId, planId, keyId } });
  });
  return {
    keys: new KeyTable(buckets, quotas),
    secrets: createSecretTables(start.sealKey),
    buckets,
    accountBuckets: new Map(),
    accountThrottle: start.accountThrottle,
    quotaGate: nodeQuotas,
    upstream: createUpstreamClient({ allowPrivate: start.allowPrivateUpstreams }),
    recorder: new Recorder(quotas, Math.random),
    cache: new ResponseCache({ budgetBytes: start.cacheBudgetBytes, tier: null }),
    clock: startClock(),
    random: Math.random,
  };
}
