import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LinesSink } from '#gateway/access-log/log-lines.ts';
import type { CacheEntryName } from '#gateway/cache/response-cache.ts';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { AuthorizerTestTask, TestTask } from '#core/nodes/channel.ts';
import { sumUsage } from '#core/telemetry/packed-usage.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { ServingTarget } from '#gateway/snapshot/serving-state.ts';
import type { PreparedFacts, SnapshotBlob } from '#gateway/snapshot/snapshot-cache.ts';
import { SnapshotRefused } from '#gateway/snapshot/verify.ts';
import type { Interval } from '#gateway/telemetry/merge.ts';
import { NodeSeries } from '#gateway/telemetry/node-series.ts';
import type { Recorded } from '#gateway/telemetry/recorder.ts';
import { Member, WorkerGone, type MemberEvents } from './member.ts';
import type { Change, Collected, Told, WorkerStart, WorkerStats } from './protocol.ts';
import { ScalePolicy, type ScaleLimits } from './scale-policy.ts';
import { noLoad, noStats, sumStats } from './stats.ts';

export type PoolOptions = {
  workers: ScaleLimits;
  /** Heap of one worker's long-lived objects, megabytes: one that needs more ends, and is replaced. */
  heapLimitMb: number;
  start: Omit<WorkerStart, 'id'>;
  /** Everything that is served now, for a worker that begins. */
  state: () => { changes: Change[]; blobs: SnapshotBlob[] };
  counter: MemberEvents['counter'];
  lease: MemberEvents['lease'];
  accessLog: LinesSink;
  log: Logger;
};

/** How long a worker may take to say what it counted, ms; what comes later goes with the next batch. */
const collectLimitMs = 1_000;
/** How long a drained worker's requests may take, ms. */
const drainMs = 10_000;
const firstBackoffMs = 100;
const maxBackoffMs = 10_000;
/** A worker that lived this long did not fail at its start. */
const soundAfterMs = 30_000;

/** The workers of a node: as many as the load asks for, each with the same state, dead ones replaced. */
export class WorkerPool implements ServingTarget {
  private readonly options: PoolOptions;
  private readonly members = new Set<Member>();
  private readonly policy: ScalePolicy;
  private readonly limits: ScaleLimits;
  private readonly series = new NodeSeries();
  private recorded: Recorded[] = [];
  private retired: WorkerStats = noStats;
  private nextId = 1;
  private isComplete = false;
  private held: Told[] | null = null;
  private isStopping = false;
  private publicPort: number | null = null;
  private backoffMs = 0;
  private replacing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Workers that ended without being told to. */
  deaths = 0;

  constructor(options: PoolOptions) {
    this.options = options;
    this.limits = { ...options.workers };
    this.policy = new ScalePolicy(this.limits);
  }

  /** The workers that serve. */
  get serving(): Member[] {
    return [...this.members].filter(({ isServing, isEnding }) => isServing && !isEnding);
  }

  /** What all workers counted since the node started, those that are gone included. */
  get stats(): WorkerStats {
    return sumStats([this.retired, ...[...this.members].map(({ stats }) => stats ?? noStats)]);
  }

  /** Starts the smallest number of workers. They serve nothing yet, and do not listen. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.limits.min }, () => this.add()));
  }

  /** Opens the public port in every worker; from now on their number follows the load. @returns the port */
  async listen(port: number): Promise<number> {
    const isShared = this.limits.max > 1 && (await this.canSharePort());
    if (!isShared) this.limits.max = 1;
    this.publicPort = isShared ? await freePort(this.options.start.host, port) : port;
    const [first] = this.serving;
    if (!first) throw new Error('No worker is running.');
    if (!isShared) {
      this.publicPort = (await first.call('listen', { port, reusePort: false })).port;
      // Without a shared port a second worker cannot take part.
      for (const member of this.serving.slice(1)) void this.drain(member, 0);
    } else {
      await Promise.all(this.serving.map((member) => this.open(member)));
    }
    this.timer = setInterval(() => this.scale(), 1_000);
    this.timer.unref();
    return this.publicPort;
  }

  apply(change: Change): void {
    const { kind, id, body } = change;
    this.tell({ tell: 'apply', changes: [{ kind, id, body } as Change] });
  }

  publish(): void {
    this.tell({ tell: 'publish' });
  }

  complete(): void {
    this.isComplete = true;
    this.tell({ tell: 'complete' });
  }

  /** Keeps back what is told until `release`, so that it takes effect at once. */
  hold(): void {
    this.held = [];
  }

  release(): void {
    const messages = this.held ?? [];
    this.held = null;
    this.tell({ tell: 'batch', messages });
  }

  retain(hashes: string[]): void {
    for (const member of this.members) member.retain(hashes);
  }

  /** Has a snapshot prepared by every worker. @throws SnapshotRefused when one refuses it, or dies of it */
  async prepare(blob: SnapshotBlob): Promise<PreparedFacts> {
    for (;;) {
      const asked = [...this.members].filter(({ isEnding }) => !isEnding);
      const outcomes = await Promise.all(
        asked.map((member) =>
          member.prepare(blob).catch((error: Error) => {
            // One that was drained, or never began to serve, has no say.
            if (error instanceof WorkerGone && (member.isEnding || !member.isServing)) return null;
            throw refusal(error);
          }),
        ),
      );
      const facts = outcomes.find((outcome) => outcome !== null);
      if (facts) return facts;
      // There was none to ask: one is on its way.
      await sleep(50);
    }
  }

  /** Resolves when everything that was told so far is true in every worker. */
  async barrier(): Promise<void> {
    await Promise.allSettled(this.serving.map((member) => member.call('barrier', null)));
  }

  /** Runs a test call in one worker. */
  async test(task: TestTask, blob: Promise<Buffer>): Promise<TestResult> {
    const [member] = this.serving;
    if (!member) throw new Error('No worker is running.');
    const problem = await blob
      .then((gzip) => member.prepare({ hash: task.snapshotHash, gzip }))
      .then(
        () => null,
        (error: Error) => error.message,
      );
    return member.call('test', { task, problem });
  }

  /** Runs an authorizer by itself in one worker. */
  async testAuthorizer(task: AuthorizerTestTask): Promise<AuthorizerTestResult> {
    const [member] = this.serving;
    if (!member) throw new Error('No worker is running.');
    return member.call('testAuthorizer', task);
  }

  /** What all workers recorded since the last call. */
  async collect(): Promise<Interval> {
    const all = Promise.allSettled(
      [...this.members].filter(({ isEnding }) => !isEnding).map((member) => this.collectFrom(member)),
    );
    await Promise.race([all, sleep(collectLimitMs, undefined, { ref: false })]);
    const recorded = this.recorded.splice(0);
    return {
      series: this.series.take(),
      samples: recorded.flatMap(({ samples }) => samples),
      usage: sumUsage(recorded.flatMap(({ usage }) => usage)),
    };
  }

  /** Drains and ends all workers. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.timer) clearInterval(this.timer);
    await this.replacing;
    // Before any drains: its clients connect anew, and a worker that closes resets what it has not accepted yet.
    await Promise.all(this.serving.map((member) => member.call('stopAccepting', null).catch(() => undefined)));
    await Promise.all([...this.members].map((member) => this.drain(member, drainMs)));
  }

  private tell(message: Told): void {
    if (this.held) this.held.push(message);
    else for (const member of this.members) if (member.isServing) member.tell(message);
  }

  private forget(origin: Member, entry: CacheEntryName): void {
    for (const member of this.serving) if (member !== origin) member.tell({ tell: 'forget', entry });
  }

  private async collectFrom(member: Member): Promise<void> {
    this.keep(member, await member.call('collect', null));
  }

  private keep(member: Member, { recorded, stats }: Collected): void {
    this.recorded.push(recorded);
    member.stats = stats;
  }

  /** Starts a worker and brings it up to date. */
  private async add(): Promise<Member> {
    const { start, heapLimitMb, counter, lease, accessLog } = this.options;
    const id = this.nextId;
    this.nextId += 1;
    const member = new Member({ ...start, id }, heapLimitMb, {
      counter,
      lease,
      accessLog,
      logged: ({ logSource }, chunk) => this.series.fold(logSource, chunk),
      invalidated: (entry) => this.forget(member, entry),
      ended: (ended, cause) => this.ended(ended, cause),
    });
    this.members.add(member);
    await this.bringUpToDate(member);
    if (this.publicPort !== null) await this.open(member);
    return member;
  }

  /** Prepares what is served now, then hands the whole state over in one step, with nothing told in between. */
  private async bringUpToDate(member: Member): Promise<void> {
    await member.call('barrier', null);
    const refused = new Set<string>();
    const prepare = async (blob: SnapshotBlob) => {
      await member.prepare(blob).catch((error: Error) => {
        if (error instanceof WorkerGone) throw error;
        // One that is not served yet may well be refused by all.
        refused.add(blob.hash);
      });
    };
    for (;;) {
      const { blobs } = this.options.state();
      const missing = blobs.filter(({ hash }) => !member.hasAskedFor(hash) && !refused.has(hash));
      if (missing.length === 0) break;
      await Promise.all(missing.map(prepare));
    }
    member.tell({ tell: 'apply', changes: this.options.state().changes });
    if (this.isComplete) {
      member.tell({ tell: 'complete' });
      member.tell({ tell: 'publish' });
    }
    member.isServing = true;
  }

  private async open(member: Member): Promise<void> {
    await member.call('listen', { port: this.publicPort ?? 0, reusePort: this.limits.max > 1 });
  }

  /** Ends a worker once its requests are answered; whoever asks for it again waits for the same. */
  private drain(member: Member, graceMs: number): Promise<void> {
    if (!member.isEnding) member.drained = this.drainNow(member, graceMs);
    return member.drained ?? Promise.resolve();
  }

  private async drainNow(member: Member, graceMs: number): Promise<void> {
    member.isEnding = true;
    try {
      this.keep(member, await member.call('drain', { graceMs }));
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
    }
    await member.end();
  }

  private ended(member: Member, cause: string | null): void {
    if (!this.members.delete(member)) return;
    this.retired = sumStats([this.retired, { ...(member.stats ?? noStats), ...noLoad }]);
    if (cause === null) return;
    this.deaths += 1;
    this.options.log.error({ worker: member.id }, `a worker ended: ${cause}`);
    const isSound = performance.now() - member.startedAtMs > soundAfterMs;
    this.backoffMs = isSound ? 0 : Math.min(maxBackoffMs, Math.max(firstBackoffMs, this.backoffMs * 2));
    if (this.publicPort !== null) this.replace();
  }

  /** Starts workers until there are enough, with a growing pause after each that fails. */
  private replace(): void {
    this.replacing ??= this.fillUp().finally(() => (this.replacing = null));
  }

  /** Whether there are fewer workers than there must be, those included that are starting. */
  private get isShort(): boolean {
    return [...this.members].filter(({ isEnding }) => !isEnding).length < this.limits.min;
  }

  private async fillUp(): Promise<void> {
    while (!this.isStopping && this.isShort) {
      await sleep(this.backoffMs);
      if (this.isStopping) return;
      await this.tryToAdd();
    }
  }

  private async tryToAdd(): Promise<void> {
    try {
      const member = await this.add();
      this.options.log.info({ worker: member.id, workers: this.serving.length }, 'a worker started');
      this.spread(member);
    } catch (error) {
      if (error instanceof WorkerGone) return;
      this.options.log.error(`a worker could not start: ${(error as Error).message}`);
      for (const member of this.members) if (!member.isServing) await member.end();
      this.backoffMs = Math.min(maxBackoffMs, Math.max(firstBackoffMs, this.backoffMs * 2));
    }
  }

  /** Long-lived connections would stay where they are: each of the others lets go of the new one's share. */
  private spread(added: Member): void {
    const { serving } = this;
    for (const member of serving) if (member !== added) member.tell({ tell: 'shed', share: 1 / serving.length });
  }

  private scale(): void {
    // Workers that died while one was being added.
    if (this.isShort) this.replace();
    const { serving } = this;
    const step = this.policy.decide(serving.map((member) => member.utilization()));
    if (step === 0 || this.replacing || this.isStopping) return;
    if (step > 0) {
      this.replacing = this.tryToAdd().finally(() => (this.replacing = null));
      return;
    }
    const youngest = serving.at(-1);
    if (!youngest) return;
    this.options.log.info({ worker: youngest.id, workers: serving.length - 1 }, 'a worker is drained');
    void this.drain(youngest, drainMs);
  }

  private async canSharePort(): Promise<boolean> {
    const server = createServer();
    return new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen({ host: this.options.start.host, port: 0, reusePort: true }, () =>
        server.close(() => resolve(true)),
      );
    });
  }
}

/** A port that nobody listens on: with a shared port a second node would take it without an error. */
function freePort(host: string, port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      const bound = (server.address() as AddressInfo).port;
      server.close(() => resolve(bound));
    });
  });
}

function refusal(error: Error): SnapshotRefused {
  if (error instanceof WorkerGone) return new SnapshotRefused(`A worker ended while it prepared it: ${error.message}`);
  return new SnapshotRefused(error.message);
}
