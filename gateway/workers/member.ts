import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { LinesSink } from '#gateway/access-log/log-lines.ts';
import type { CacheEntryName } from '#gateway/cache/response-cache.ts';
import type { PreparedFacts, SnapshotBlob } from '#gateway/snapshot/snapshot-cache.ts';
import { LogSource } from '#gateway/telemetry/node-series.ts';
import type { LogChunk } from '#gateway/telemetry/request-log.ts';
import type { LeaseOutcome, LeaseQuestion } from '#gateway/limits/lease.ts';
import type { CallName, CounterName, FromWorker, Told, WorkerCalls, WorkerStart, WorkerStats } from './protocol.ts';

const workerPath = fileURLToPath(new URL('./worker.ts', import.meta.url));

/**
 * Room for new objects, megabytes: three semi-spaces of 16. Measured: the rest of the default (192) costs as much memory and
 * saves no time, since what a request leaves is dead long before it is looked at.
 */
const youngGenerationMb = 48;

/** The worker ended before it answered. */
export class WorkerGone extends Error {
  override name = 'WorkerGone';
}

export type MemberEvents = {
  counter: (counter: CounterName) => void;
  /** Gets more of a limit that the fleet shares. */
  lease: (question: LeaseQuestion) => Promise<LeaseOutcome>;
  accessLog: LinesSink;
  logged: (member: Member, chunk: LogChunk) => void;
  invalidated: (entry: CacheEntryName) => void;
  /** The thread ended: `cause` says why, null when it was told to. */
  ended: (member: Member, cause: string | null) => void;
};

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** The main thread's side of one worker. */
export class Member {
  readonly id: number;
  readonly startedAtMs = performance.now();
  /** It has the whole state, and is told every change of it. */
  isServing = false;
  /** It was told to drain. */
  isEnding = false;
  /** Resolves when it is drained and gone; null while nobody drains it. */
  drained: Promise<void> | null = null;
  stats: WorkerStats | null = null;
  readonly logSource = new LogSource();
  /** What `utilization` said last. */
  lastShare = 0;
  private readonly worker: Worker;
  private readonly prepared = new Map<string, Promise<PreparedFacts>>();
  private readonly waiting = new Map<number, Waiting>();
  private nextCall = 1;
  private error: Error | null = null;
  private lastUtilization: ReturnType<Worker['performance']['eventLoopUtilization']>;

  constructor(start: WorkerStart, heapLimitMb: number, events: MemberEvents) {
    this.id = start.id;
    this.worker = new Worker(workerPath, {
      workerData: start,
      name: `sluice-worker-${start.id}`,
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: youngGenerationMb },
    });
    this.lastUtilization = this.worker.performance.eventLoopUtilization();
    this.worker.on('message', (message: FromWorker) => {
      if ('lease' in message) void this.lease(message, events);
      else if ('counter' in message) events.counter(message.counter);
      else if ('logged' in message) events.logged(this, message.logged);
      else if ('invalidated' in message) events.invalidated(message.invalidated);
      else if ('accessLog' in message) events.accessLog(message.accessLog);
      else this.settle(message);
    });
    this.worker.on('error', (error) => (this.error = error));
    this.worker.on('exit', (code) => {
      const cause = this.isEnding ? null : (this.error?.message ?? `It ended with code ${code}.`);
      for (const { reject } of this.waiting.values()) reject(new WorkerGone(cause ?? 'The worker was drained.'));
      this.waiting.clear();
      events.ended(this, cause);
    });
  }

  tell(message: Told): void {
    this.worker.postMessage(message);
  }

  /** Asks the worker; rejects with what it says, or WorkerGone. */
  call<Name extends CallName>(name: Name, ask: WorkerCalls[Name]['ask']): Promise<WorkerCalls[Name]['answer']> {
    const id = this.nextCall;
    this.nextCall += 1;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.worker.postMessage({ call: name, id, ask });
    });
  }

  /** Has a snapshot prepared, once. */
  prepare({ hash, gzip }: SnapshotBlob): Promise<PreparedFacts> {
    let prepared = this.prepared.get(hash);
    if (!prepared) {
      prepared = this.call('prepare', { hash, gzip });
      prepared.catch(() => this.prepared.delete(hash));
      this.prepared.set(hash, prepared);
    }
    return prepared;
  }

  hasAskedFor(hash: string): boolean {
    return this.prepared.has(hash);
  }

  retain(hashes: string[]): void {
    const kept = new Set(hashes);
    for (const hash of this.prepared.keys()) if (!kept.has(hash)) this.prepared.delete(hash);
    this.tell({ tell: 'retain', hashes });
  }

  /** Share of the time since the last call in which the worker's event loop was busy, 0 to 1. */
  utilization(): number {
    const now = this.worker.performance.eventLoopUtilization();
    const { utilization } = this.worker.performance.eventLoopUtilization(now, this.lastUtilization);
    this.lastUtilization = now;
    this.lastShare = utilization;
    return utilization;
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await this.terminate();
  }

  /** Ends the thread at once, in the middle of whatever it does. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private async lease(
    { lease: id, question }: Extract<FromWorker, { lease: number }>,
    events: MemberEvents,
  ): Promise<void> {
    this.tell({ tell: 'leased', id, outcome: await events.lease(question) });
  }

  private settle(message: Extract<FromWorker, { answer: number } | { failure: number }>): void {
    const id = 'answer' in message ? message.answer : message.failure;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if ('answer' in message) return waiting?.resolve(message.value);
    const error = new Error(message.reason);
    waiting?.reject(message.code === null ? error : Object.assign(error, { code: message.code }));
  }
}
