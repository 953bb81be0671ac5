import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { compile } from '#core/compile/compile.ts';
import { SluiceError } from '#core/errors.ts';
import type { TestTask } from '#core/nodes/channel.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { type TestResult, testResultSchema } from '#core/telemetry/trace.ts';
import { runTestCallInput } from '#core/test-calls/input.ts';
import type { Member } from '../actor.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { type Blob, blobOf, storeBlobs } from '../blobs/store-blob.ts';
import { db } from '../db.ts';
import { findMethod, methodTargetId } from '../methods/find-method.ts';
import { mutation } from '../mutation.ts';
import { revisionsChanged } from '../push/revision-signal.ts';
import { findStage } from '../stages/find-stage.ts';
import { connectedNodes } from '../stages/live-state.ts';
import { testTarget } from './test-target.ts';

/** A method's integration may take 29 s; what is left is for the way to the node and back. */
const waitMs = 35_000;
const pollMs = { first: 25, most: 250 } as const;

/** The stage name that a call sees when none was chosen, as in AWS API Gateway's console. */
const testStageName = 'test-invoke-stage';

const start = mutation({
  permission: 'apis.write',
  input: runTestCallInput,
  audit: { action: 'test', target: 'method' },
  async prepare(actor, { apiId, resourceId, httpMethod, stageName, stageVariables }) {
    const api = await findApi(db(), actor.workspaceId, apiId);
    const { resource } = await findMethod(db(), { apiId, resourceId, httpMethod });
    const stage = stageName === undefined ? null : await findStage(db(), actor.workspaceId, { apiId, stageName });
    const groupIds = stage?.groups.map((group) => group.groupId) ?? [];
    return {
      path: resource.path,
      snapshot: await methodSnapshot(api, resourceId, httpMethod),
      groupId: await groupWithNode(actor, groupIds),
      variables: { ...stageVariablesSchema.parse(stage?.variables ?? {}), ...stageVariables },
    };
  },
  async run({ tx, actor, prepared }, input) {
    const { apiId, httpMethod, requestMethod, pathParameters, queryString, headers, body, stageName } = input;
    const { path, snapshot, groupId, variables } = prepared;
    const { accountId } = await tx.workspace.findUniqueOrThrow({ where: { id: actor.workspaceId } });
    const task: TestTask = {
      taskId: randomUUID(),
      workspaceId: actor.workspaceId,
      accountId,
      apiId,
      stageName: stageName ?? testStageName,
      stageVariables: variables,
      snapshotHash: snapshot.hash,
      request: {
        httpMethod: httpMethod === 'ANY' ? (requestMethod ?? 'GET') : httpMethod,
        target: testTarget(path, pathParameters, queryString),
        rawHeaders: headers.flatMap(({ name, value }) => [name, value]),
        body,
      },
    };
    await storeBlobs(tx, [snapshot]);
    await tx.testCall.create({ data: { id: task.taskId, workspaceId: actor.workspaceId, groupId, task } });
    const { target } = task.request;
    return {
      result: task.taskId,
      changed: { id: methodTargetId(input), name: `${httpMethod} ${path}`, apiId, after: { target } },
    };
  },
});

/** Runs the draft's method on a node, as a caller of the stage would see it, and gives the answer with its trace. */
export const runTestCall = {
  ...start,
  async execute(actor: Parameters<typeof start.execute>[0], input: unknown): Promise<TestResult> {
    const taskId = await start.execute(actor, input);
    revisionsChanged();
    return waitForResult(taskId);
  },
};

/** A snapshot with this method alone, so that problems elsewhere in the draft do not stand in its way. */
async function methodSnapshot(
  api: { id: string; draftRevision: number },
  resourceId: string,
  httpMethod: string,
): Promise<Blob> {
  const { design } = await compiledDraft(db(), api);
  const methods = design.methods.filter(
    (method) => method.resourceId === resourceId && method.httpMethod === httpMethod,
  );
  const { snapshot, problems } = compile({ ...design, methods });
  if (snapshot) return blobOf(canonicalJson(snapshot));
  const errors = problems.filter((problem) => problem.level === 'error');
  throw new SluiceError('PRECONDITION_FAILED', `The method cannot be run yet: ${errors[0]?.message}`, {
    issues: errors.map(({ message, pointer }) => ({ message, pointer })),
  });
}

/** A group that has a node to run the call: one that serves the stage, or any when no stage was chosen. */
async function groupWithNode(actor: Member, groupIds: readonly string[]): Promise<string> {
  const nodes = await connectedNodes(db(), actor.workspaceId);
  const node = nodes.find(({ groupId }) => groupIds.length === 0 || groupIds.includes(groupId));
  if (node) return node.groupId;
  throw new SluiceError(
    'UNAVAILABLE',
    'No gateway node is connected that could run the call. See Gateways for the state of the nodes.',
  );
}

async function waitForResult(taskId: string): Promise<TestResult> {
  const deadline = Date.now() + waitMs;
  for (let pause: number = pollMs.first; Date.now() < deadline; pause = Math.min(pause * 1.5, pollMs.most)) {
    await sleep(pause);
    const call = await db().testCall.findUnique({
      where: { id: taskId },
      select: { result: true, error: true, finishedAt: true },
    });
    if (call?.error) throw new SluiceError('UNAVAILABLE', call.error);
    if (call?.finishedAt) return testResultSchema.parse(call.result);
  }
  const error = 'The node did not answer in time. It may have lost its connection; try again.';
  await db().testCall.updateMany({ where: { id: taskId, finishedAt: null }, data: { error, finishedAt: new Date() } });
  throw new SluiceError('UNAVAILABLE', error);
}
