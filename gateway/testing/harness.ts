import { Agent, request } from 'node:http';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import type { KeyState, PlanState, StageState } from '#core/snapshot/revision.ts';
import type { RequestSample, SeriesPoint } from '#core/telemetry/event.ts';
import { unpackSeries } from '#core/telemetry/packed-series.ts';
import { LogLines } from '#gateway/access-log/log-lines.ts';
import { createOutbound } from '#gateway/aws/outbound.ts';
import { ResponseCache } from '#gateway/cache/response-cache.ts';
import { listen, type Listener } from '#gateway/http/listener.ts';
import { TrustedProxies } from '#gateway/http/trusted-proxies.ts';
import { LimitMemory } from '#gateway/limits/limit-memory.ts';
import { nodeQuotas } from '#gateway/limits/quota-gate.ts';
import { QuotaCounters } from '#gateway/limits/quota.ts';
import { TokenBuckets } from '#gateway/limits/token-buckets.ts';
import { createPipeline } from '#gateway/pipeline/index.ts';
import type { Services } from '#gateway/pipeline/services.ts';
import { createSecretTables, type SecretTables } from '#gateway/secrets/tables.ts';
import { DomainTable } from '#gateway/snapshot/domain-table.ts';
import { KeyTable } from '#gateway/snapshot/key-table.ts';
import { prepareSnapshot } from '#gateway/snapshot/prepare.ts';
import { buildStage, StateStore } from '#gateway/snapshot/state-store.ts';
import { LogSource, NodeSeries } from '#gateway/telemetry/node-series.ts';
import { Recorder } from '#gateway/telemetry/recorder.ts';
import { apiId, stage } from './fixtures.ts';

export type Answer = { status: number; headers: Record<string, string>; text: string };

/** The whole pipeline behind a real listener in this process, without a control plane: for tests of phases. */
export class Harness {
  readonly services: Services;
  private readonly store: StateStore;
  private readonly recorder: Recorder;
  private readonly series: NodeSeries;
  private readonly listener: Listener;
  /** What `random` gives next; 0.5 when it is empty. */
  readonly randoms: number[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  /** Lines that were written. */
  readonly accessLog: string[] = [];

  private constructor(
    services: Services,
    store: StateStore,
    recorder: Recorder,
    series: NodeSeries,
    listener: Listener,
  ) {
    this.services = services;
    this.store = store;
    this.recorder = recorder;
    this.series = series;
    this.listener = listener;
  }

  static async start(
    options: {
      allowPrivate?: boolean;
      environment?: Record<string, string>;
      secrets?: SecretTables;
      trustedProxies?: string[];
    } = {},
  ): Promise<Harness> {
    const memory = new LimitMemory();
    const buckets = new TokenBuckets(memory);
    const quotas = new QuotaCounters(memory);
    const [series, source] = [new NodeSeries(), new LogSource()];
    const recorder = new Recorder(quotas, Math.random, (chunk) => series.fold(source, chunk));
    const keys = new KeyTable(buckets, quotas);
    keys.isComplete = true;
    const { allowPrivate = true, environment = {}, secrets = createSecretTables(null) } = options;
    const services: Services = {
      keys,
      domains: new DomainTable(),
      secrets,
      buckets,
      trustedProxies: options.trustedProxies ? new TrustedProxies(options.trustedProxies) : null,
      accountBuckets: new Map(),
      accountThrottle: { rateLimit: 10_000, burstLimit: 5_000 },
      quotaGate: nodeQuotas,
      ...createOutbound(secrets, { allowPrivate, environment }),
      recorder,
      cache: new ResponseCache({ budgetBytes: 64 * 1024 * 1024, tier: null, invalidated: () => undefined }),
      accessLog: new LogLines(({ text }) => harness.accessLog.push(...text.trimEnd().split('\n'))),
      clock: { epochOffsetMs: Date.now() - performance.now() },
      random: () => harness.randoms.shift() ?? 0.5,
    };
    const store = new StateStore();
    const listener = await listen({
      host: '127.0.0.1',
      port: 0,
      handler: createPipeline(services, () => store.current),
    });
    const harness: Harness = new Harness(services, store, recorder, series, listener);
    return harness;
  }

  get url(): string {
    return `http://127.0.0.1:${this.listener.port}`;
  }

  get port(): number {
    return this.listener.port;
  }

  async deploy(
    snapshot: ApiSnapshot,
    change: Partial<StageState> = {},
    canary: ApiSnapshot | null = null,
  ): Promise<void> {
    const prepared = await prepareSnapshot(snapshot, 'a'.repeat(64));
    const preparedCanary = canary && (await prepareSnapshot(canary, 'b'.repeat(64)));
    const state = stage('a'.repeat(64), change);
    const id = `${state.apiId}/${state.stageName}`;
    this.store.set(buildStage(state, prepared, preparedCanary, this.store.stage(id)));
    this.store.publish();
  }

  setKey(state: KeyState): void {
    this.services.keys.setKey(state.id, state);
  }

  setPlan(state: PlanState): void {
    this.services.keys.setPlan(state.id, state);
  }

  /** Sends a request below the stage, with its target exactly as given. */
  call(
    method: string,
    target: string,
    options: { headers?: string[]; body?: string; prefix?: string; keepAlive?: boolean } = {},
  ): Promise<Answer> {
    const { headers = [], body, prefix = `/${apiId}/prod` } = options;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path: `${prefix}${target}`,
          headers: headers.includes('host') ? headers : ['host', 'localhost', ...headers],
          agent: options.keepAlive ? this.agent : false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers as Record<string, string>,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** The telemetry since the last call. */
  collect(): { series: SeriesPoint[]; samples: RequestSample[] } {
    const { samples } = this.recorder.collect(Date.now());
    return { series: unpackSeries(this.series.take()) ?? [], samples };
  }

  /** Why the last failing request failed. */
  cause(): string | null {
    const { samples } = this.collect();
    const failed = samples.filter(({ cause }) => cause !== null).toSorted((a, b) => a.atMs - b.atMs);
    return failed.at(-1)?.cause ?? null;
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.listener.close(100);
    this.services.upstream.close();
  }
}
