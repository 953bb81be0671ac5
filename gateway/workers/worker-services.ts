import { LogLines } from '#gateway/access-log/log-lines.ts';
import { RedisTier } from '#gateway/cache/redis-tier.ts';
import { ResponseCache } from '#gateway/cache/response-cache.ts';
import { createOutbound } from '#gateway/aws/outbound.ts';
import { TrustedProxies } from '#gateway/http/trusted-proxies.ts';
import { FleetBuckets } from '#gateway/limits/fleet-buckets.ts';
import { fleetQuotaGate } from '#gateway/limits/fleet-quota-gate.ts';
import type { LeaseOutcome, LeaseQuestion } from '#gateway/limits/lease.ts';
import { LimitMemory } from '#gateway/limits/limit-memory.ts';
import { nodeQuotas } from '#gateway/limits/quota-gate.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { TokenBuckets } from '#gateway/limits/token-buckets.ts';
import { startClock, type Services } from '#gateway/pipeline/services.ts';
import { DomainTable } from '#gateway/snapshot/domain-table.ts';
import { KeyTable } from '#gateway/snapshot/key-table.ts';
import { createSecretTables } from '#gateway/secrets/tables.ts';
import { Recorder } from '#gateway/telemetry/recorder.ts';
import type { LogChunk } from '#gateway/telemetry/request-log.ts';
import type { FromWorker, WorkerStart } from './protocol.ts';

/** Makes what the phases use: each worker has its own of everything but the memory of limits. */
export function workerServices(
  start: WorkerStart,
  say: (message: FromWorker) => void,
  logged: (chunk: LogChunk) => void,
  askForLease: (question: LeaseQuestion) => Promise<LeaseOutcome>,
): Services {
  const memory = new LimitMemory(start.limits);
  const buckets = start.isFleet ? new FleetBuckets(memory, askForLease) : new TokenBuckets(memory);
  const quotas = new QuotaCounters(memory, ({ workspaceId, planId, keyId }) => {
    say({ counter: { workspaceId, planId, keyId } });
  });
  const secrets = createSecretTables(start.sealKey);
  return {
    keys: new KeyTable(buckets, quotas),
    domains: new DomainTable(),
    secrets,
    buckets,
    trustedProxies: start.trustedProxies.length === 0 ? null : new TrustedProxies(start.trustedProxies),
    accountBuckets: new Map(),
    accountThrottle: start.accountThrottle,
    quotaGate: start.isFleet ? fleetQuotaGate(memory, askForLease) : nodeQuotas,
    ...createOutbound(secrets, { allowPrivate: start.allowPrivateUpstreams, environment: process.env }),
    recorder: new Recorder(quotas, Math.random, logged, start.telemetry),
    cache: new ResponseCache({
      budgetBytes: start.cacheBudgetBytes,
      tier: start.redisUrl === null ? null : new RedisTier(start.redisUrl),
      invalidated: (invalidated) => say({ invalidated }),
    }),
    accessLog: new LogLines((accessLog) => say({ accessLog })),
    clock: startClock(),
    random: Math.random,
  };
}
