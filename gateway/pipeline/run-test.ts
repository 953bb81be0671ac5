import type { TestTask } from '#core/nodes/channel.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { PreparedApi } from '#gateway/snapshot/prepared.ts';
import { buildStage } from '#gateway/snapshot/state-store.ts';
import { start } from './index.ts';
import type { Services } from './services.ts';
import { TestCall, type TestAnswer } from './test-call.ts';
import { Tracer } from './tracer.ts';

/** Runs a test call through the pipeline with a draft's snapshot, as if it were live on a stage of its own. */
export async function runTest(
  task: TestTask,
  prepare: (hash: string) => Promise<PreparedApi>,
  services: Services,
  nodeName: string,
): Promise<TestResult> {
  const startedAtMs = performance.now();
  const tracer = new Tracer();
  let prepared: PreparedApi;
  try {
    prepared = await prepare(task.snapshotHash);
  } catch (error) {
    tracer.begin('prepare');
    tracer.end('failed', (error as Error).message);
    const answer: TestAnswer = { status: 500, rawHeaders: [], body: '', bodyEncoding: 'text', truncated: false };
    return { ...answer, latencyMs: performance.now() - startedAtMs, phases: tracer.phases, nodeName };
  }
  const stage = buildStage(stageOf(task), prepared, null, undefined);
  const state = new Map([[task.apiId, new Map([[task.stageName, stage]])]]);
  const calledAtMs = performance.now();
  const answer = await new Promise<TestAnswer>((resolve) => {
    start(new TestCall(task.request, `/${task.apiId}/${task.stageName}`, resolve), services, state, tracer);
  });
  return { ...answer, latencyMs: performance.now() - calledAtMs, phases: tracer.phases, nodeName };
}

function stageOf(task: TestTask): StageState {
  return {
    workspaceId: task.workspaceId,
    accountId: task.accountId,
    apiId: task.apiId,
    stageName: task.stageName,
    deploymentId: 'test',
    version: 1,
    snapshotHash: task.snapshotHash,
    variables: task.stageVariables,
    canary: null,
    methodSettings: {},
    cacheClusterSize: null,
    cacheEpoch: 0,
    authorizerCacheEpoch: 0,
    accessLogSettings: null,
  };
}
