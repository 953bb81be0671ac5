import { randomUUID } from 'node:crypto';
import { testAuthorizerInput } from '#core/authorizers/input.ts';
import { type AuthorizerTestResult, authorizerTestResultSchema } from '#core/authorizers/test-result.ts';
import type { AuthorizerTestTask, TaskMessage } from '#core/nodes/channel.ts';
import { apiSnapshotSchema } from '#core/snapshot/schema.ts';
import { stageVariablesSchema } from '#core/stages/variables.ts';
import { authorizerOf, restApiOf } from '../apis/design-rows.ts';
import { findApi } from '../apis/find-api.ts';
import { db } from '../db.ts';
import { mutation } from '../mutation.ts';
import { revisionsChanged } from '../push/revision-signal.ts';
import { findStage } from '../stages/find-stage.ts';
import { awaitResult, groupWithNode } from '../test-calls/await-result.ts';
import { assertAuthorizer } from './assert-authorizer.ts';
import { findAuthorizer } from './find-authorizer.ts';

/** The stage in the ARNs of tests that choose none, as AWS names it. */
const testStageName = 'ESTestInvoke-stage';

const start = mutation({
  permission: 'apis.write',
  input: testAuthorizerInput,
  audit: { action: 'test', target: 'authorizer' },
  async prepare(actor, { apiId, authorizerId, stageName }) {
    const api = restApiOf(await findApi(db(), actor.workspaceId, apiId));
    const authorizer = authorizerOf(await findAuthorizer(db(), { apiId, authorizerId }));
    const stage = stageName === undefined ? null : await findStage(db(), actor.workspaceId, { apiId, stageName });
    assertAuthorizer(authorizer);
    const groupIds = stage?.groups.map((group) => group.groupId) ?? [];
    return {
      api: apiSnapshotSchema.shape.api.parse(api),
      authorizer,
      groupId: await groupWithNode(actor, groupIds),
      variables: stageVariablesSchema.parse(stage?.variables ?? {}),
    };
  },
  async run({ tx, actor, prepared }, { apiId, httpMethod, path, queryString, headers, stageVariables, stageName }) {
    const { api, authorizer, groupId, variables } = prepared;
    const { workspaceId } = actor;
    const { accountId } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const query = queryString.replace(/^\?/, '');
    const task: AuthorizerTestTask = {
      ...{ taskId: randomUUID(), workspaceId, accountId, api, authorizer },
      stageName: stageName ?? testStageName,
      stageVariables: { ...variables, ...stageVariables },
      request: {
        httpMethod,
        target: query === '' ? path : `${path}?${query}`,
        rawHeaders: headers.flatMap(({ name, value }) => [name, value]),
        body: null,
      },
    };
    const message: TaskMessage = { type: 'test-authorizer', task };
    await tx.testCall.create({ data: { id: task.taskId, workspaceId, groupId, task: message } });
    const { id, name } = authorizer;
    return { result: task.taskId, changed: { id, name, apiId, after: { httpMethod, path } } };
  },
});

/** Has a node ask the draft's authorizer about a request, and gives what came of it. */
export const testAuthorizer = {
  ...start,
  async execute(actor: Parameters<typeof start.execute>[0], input: unknown): Promise<AuthorizerTestResult> {
    const taskId = await start.execute(actor, input);
    revisionsChanged();
    return authorizerTestResultSchema.parse(await awaitResult(taskId));
  },
};
