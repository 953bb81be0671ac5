import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { AuthorizerTestTask, TestTask } from '#core/nodes/channel.ts';
import type { Revision } from '#core/snapshot/revision.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { CacheEntryName } from '#gateway/cache/response-cache.ts';
import type { LeaseOutcome, LeaseQuestion } from '#gateway/limits/lease.ts';
import type { SharedLimits } from '#gateway/limits/limit-memory.ts';
import type { SealKey } from '#gateway/secrets/seal-key.ts';
import type { Recorded } from '#gateway/telemetry/recorder.ts';
import type { LogChunk } from '#gateway/telemetry/request-log.ts';

/** What the main thread and its workers say to each other. Everything here is cloned, so it is plain data. */

/** What a worker is started with. */
export type WorkerStart = {
  /** Counts up; a worker that takes a dead one's place has a new one. */
  id: number;
  host: string;
  nodeName: string;
  telemetry: boolean;
  allowPrivateUpstreams: boolean;
  trustedProxies: readonly string[];
  accountThrottle: { rateLimit: number; burstLimit: number };
  /** Memory of the stage caches in this worker. */
  cacheBudgetBytes: number;
  /** The store of cached responses that nodes share; null without one. */
  redisUrl: string | null;
  limits: SharedLimits;
  /** Whether the nodes of a fleet share limits: the main thread leases them. */
  isFleet: boolean;
  /** Null without a control plane: nothing is sealed then. */
  sealKey: SealKey | null;
};

/** The state of one object as it is now; a null body means that it is gone. */
export type Change = Revision extends infer One ? (One extends Revision ? Omit<One, 'seq'> : never) : never;

/** Whose quota a counter counts. */
export type CounterName = { workspaceId: string; planId: string; keyId: string };

/** What one worker counted since it started, and how it stands. */
export type WorkerStats = {
  requests: number;
  unrouted: number;
  count4xx: number;
  count5xx: number;
  throttled: number;
  quotaExceeded: number;
  malformed: number;
  connections: number;
  /** Requests to integrations that wait for an answer. */
  upstreamInFlight: number;
  eventLoopDelayP99Ms: number;
  heapUsedBytes: number;
};

export type Collected = { recorded: Recorded; stats: WorkerStats };

/** Questions to a worker, which it answers in any order. */
export type WorkerCalls = {
  /** Checks and compiles a snapshot; fails with the reason why it is refused. */
  prepare: { ask: { hash: string; gzip: Uint8Array }; answer: { apiId: string } };
  /** Opens the public listener; port 0 takes any free one. */
  listen: { ask: { port: number; reusePort: boolean }; answer: { port: number } };
  /** Answered when everything that was told before has taken effect. */
  barrier: { ask: null; answer: null };
  /** The telemetry since the last call; the requests of it come as `logged` before. */
  collect: { ask: null; answer: Collected };
  /** Runs a test call with a prepared snapshot; `problem` says why there is none. */
  test: { ask: { task: TestTask; problem: string | null }; answer: TestResult };
  /** Runs an authorizer by itself. */
  testAuthorizer: { ask: AuthorizerTestTask; answer: AuthorizerTestResult };
  /** Accepts no more connections; those that are open go on as before. */
  stopAccepting: { ask: null; answer: null };
  /** Stops accepting, finishes what is in flight, and gives the last telemetry. */
  drain: { ask: { graceMs: number }; answer: Collected };
};
export type CallName = keyof WorkerCalls;

/** What a worker is told, and takes effect in this order. */
export type Told =
  /** Several at once, with no request in between. */
  | { tell: 'batch'; messages: Told[] }
  | { tell: 'apply'; changes: Change[] }
  /** Makes the stages that were applied live; before `complete` nothing is served. */
  | { tell: 'publish' }
  | { tell: 'complete' }
  /** Another worker has a newer one of this cached response. */
  | { tell: 'forget'; entry: CacheEntryName }
  /** Prepared snapshots that are still of use. */
  | { tell: 'retain'; hashes: string[] }
  /** Ends this share of the connections with their next response, so that their clients spread over all workers. */
  | { tell: 'shed'; share: number }
  /** The answer to a worker's question for a lease. */
  | { tell: 'leased'; id: number; outcome: LeaseOutcome };

export type ToWorker = Told | { call: CallName; id: number; ask: unknown };

export type FromWorker =
  | { answer: number; value: unknown }
  | { failure: number; reason: string; code: string | null }
  /** A caller had a cached response fetched anew. */
  | { invalidated: CacheEntryName }
  /** Requests to be counted in their series. */
  | { logged: LogChunk }
  /** Access log lines, each with its end. */
  | { accessLog: { text: string; count: number } }
  /** A quota was used for the first time in this worker. */
  | { counter: CounterName }
  /** The lease of a limit is used up, or nearly. */
  | { lease: number; question: LeaseQuestion };
