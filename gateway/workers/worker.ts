import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { listen, type Listener } from '#gateway/http/listener.ts';
import { createPipeline } from '#gateway/pipeline/index.ts';
import { answerAuthorizerTest } from '#gateway/authorizers/answer-authorizer-test.ts';
import { runTest } from '#gateway/pipeline/run-test.ts';
import { ServingState } from '#gateway/snapshot/serving-state.ts';
import { StateStore } from '#gateway/snapshot/state-store.ts';
import { SnapshotRefused } from '#gateway/snapshot/verify.ts';
import type { LogChunk } from '#gateway/telemetry/request-log.ts';
import { LeaseQuestions } from './lease-questions.ts';
import { PreparedSnapshots } from './prepared-snapshots.ts';
import type { CallName, Collected, FromWorker, Told, ToWorker, WorkerCalls, WorkerStart } from './protocol.ts';
import { workerServices } from './worker-services.ts';

/** One worker thread: a listener, a pipeline and everything it serves from. The main thread tells it what to serve. */

const port = parentPort;
if (!port) throw new Error('This is a worker thread of gateway/main.ts.');
const start = workerData as WorkerStart;
const say = (message: FromWorker) => port.postMessage(message);
const leases = new LeaseQuestions(say);
const logged = (chunk: LogChunk) => {
  const message: FromWorker = { logged: chunk };
  port.postMessage(message, [chunk.words.buffer]);
};
const services = workerServices(start, say, logged, (question) => leases.ask(question));
const snapshots = new PreparedSnapshots();
const state = new ServingState(new StateStore(), services, (hash) => snapshots.get(hash));
const eventLoop = monitorEventLoopDelay({ resolution: 20 });
eventLoop.enable();
let listener: Listener | null = null;

function collect(): Collected {
  const stats = {
    ...services.recorder.counts,
    malformed: listener?.malformed() ?? 0,
    connections: listener?.connections() ?? 0,
    upstreamInFlight: services.upstream.inFlight(),
    eventLoopDelayP99Ms: eventLoop.percentile(99) / 1e6,
    heapUsedBytes: process.memoryUsage().heapUsed,
  };
  eventLoop.reset();
  return { recorded: services.recorder.collect(Date.now()), stats };
}

const calls: { [Name in CallName]: (ask: WorkerCalls[Name]['ask']) => Promise<WorkerCalls[Name]['answer']> } = {
  async prepare({ hash, gzip }) {
    const { api } = await snapshots.prepare(hash, gzip);
    return { apiId: api.id };
  },
  async listen({ port: wanted, reusePort }) {
    const handler = createPipeline(services, () => state.store.current);
    listener = await listen({ host: start.host, port: wanted, reusePort, handler });
    return { port: listener.port };
  },
  barrier: async () => null,
  collect: async () => collect(),
  test({ task, problem }) {
    const prepared = async (hash: string) => {
      if (problem !== null) throw new SnapshotRefused(problem);
      return snapshots.get(hash);
    };
    return runTest(task, prepared, services, start.nodeName);
  },
  testAuthorizer: (task) => answerAuthorizerTest(task, services, start.nodeName),
  async stopAccepting() {
    await listener?.stopAccepting();
    return null;
  },
  async drain({ graceMs }) {
    await listener?.close(graceMs);
    services.accessLog.flush();
    services.cache.tier?.close();
    const last = collect();
    services.upstream.close();
    return last;
  },
};

function told(message: Told): void {
  switch (message.tell) {
    case 'batch':
      return message.messages.forEach(told);
    case 'apply':
      for (const change of message.changes) state.apply(change);
      return;
    case 'publish':
      return state.publish();
    case 'complete':
      return state.complete();
    case 'forget':
      return services.cache.forget(message.entry);
    case 'retain':
      return snapshots.retain(message.hashes);
    case 'leased':
      return leases.answered(message.id, message.outcome);
    case 'shed':
      return listener?.shed(Math.floor(listener.connections() * message.share));
  }
}

async function answer(name: CallName, id: number, ask: unknown): Promise<void> {
  try {
    say({ answer: id, value: await (calls[name] as (ask: unknown) => Promise<unknown>)(ask) });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    say({ failure: id, reason: message, code: code ?? null });
  }
}

port.on('message', (message: ToWorker) => {
  if ('tell' in message) told(message);
  else void answer(message.call, message.id, message.ask);
});
