import type { LogLines } from '#gateway/access-log/log-lines.ts';
import type { AuthorizerServices } from '#gateway/authorizers/authorizer-services.ts';
import type { AwsClient } from '#gateway/aws/aws-client.ts';
import type { LambdaInvoker } from '#gateway/aws/lambda-types.ts';
import type { ResponseCache } from '#gateway/cache/response-cache.ts';
import type { TrustedProxies } from '#gateway/http/trusted-proxies.ts';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import type { QuotaGate } from '#gateway/limits/quota-gate.ts';
import type { ThrottleGate } from '#gateway/limits/throttle-gate.ts';
import type { SecretTables } from '#gateway/secrets/tables.ts';
import type { DomainTable } from '#gateway/snapshot/domain-table.ts';
import type { KeyTable } from '#gateway/snapshot/key-table.ts';
import type { Recorder } from '#gateway/telemetry/recorder.ts';

/** What the phases use of the node that they run in. */
export type Services = {
  readonly keys: KeyTable;
  readonly domains: DomainTable;
  /** Workspaces, their credentials, and the access keys of signed calls. */
  readonly secrets: SecretTables;
  /** Null: no proxy stands before this node, or none is believed. */
  readonly trustedProxies: TrustedProxies | null;
  readonly buckets: ThrottleGate;
  /** Workspace id to the bucket that all its stages share. */
  readonly accountBuckets: Map<string, number>;
  readonly accountThrottle: { rateLimit: number; burstLimit: number };
  readonly quotaGate: QuotaGate;
  readonly upstream: UpstreamClient;
  readonly aws: AwsClient;
  readonly lambda: LambdaInvoker;
  readonly authorizers: AuthorizerServices;
  readonly cache: ResponseCache;
  readonly accessLog: LogLines;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
};

/** Wall clock as an offset to the monotonic one, so that a request reads one clock only. */
export type Clock = { epochOffsetMs: number };

/** A clock that follows changes of the system's time within a second. */
export function startClock(): Clock & { stop(): void } {
  const read = () => Date.now() - performance.now();
  const timer = setInterval(() => (clock.epochOffsetMs = read()), 1_000);
  timer.unref();
  const clock = { epochOffsetMs: read(), stop: () => clearInterval(timer) };
  return clock;
}
