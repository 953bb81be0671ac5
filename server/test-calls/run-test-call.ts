import { randomUUID } from 'node:crypto';
import { compile } from '#core/compile/compile.ts';
import { SluiceError } from '#core/errors.ts';
import type { TaskMessage, TestTask } from '#core/nodes/channel.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { type TestResult, testResultSchema } from '#core/telemetry/trace.ts';
import { runTestCallInput } from '#core/test-calls/input.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { type Blob, blobOf, storeBlobs } from '../blobs/store-blob.ts';
import { db } from '../db.ts';
import { findMethod, methodTargetId } from '../methods/find-method.ts';
import { mutation } from '../mutation.ts';
import { revisionsChanged } from '../push/revision-signal.ts';
import { findStage } from '../stages/find-stage.ts';
import { awaitResult, groupWithNode, testStageName } from './await-result.ts';
import { testTarget } from './test-target.ts';

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
    const message: TaskMessage = { type: 'test', task };
    await tx.testCall.create({ data: { id: task.taskId, workspaceId: actor.workspaceId, groupId, task: message } });
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
    return testResultSchema.parse(await awaitResult(taskId));
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
