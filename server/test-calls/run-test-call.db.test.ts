import { beforeAll, expect, test } from 'vitest';
import { testTaskSchema } from '#core/nodes/channel.ts';
import { apiSnapshotSchema } from '#core/snapshot/schema.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { readBlob } from '../blobs/read-blob.ts';
import { db } from '../db.ts';
import { createMethod } from '../methods/create-method.ts';
import { claimTestCalls } from '../push/claim-test-calls.ts';
import { finishTestCall } from '../push/finish-test-call.ts';
import { createResource } from '../resources/create-resource.ts';
import { errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { runTestCall } from './run-test-call.ts';

let owner: Member;
let method: { apiId: string; resourceId: string; httpMethod: 'ANY' };

beforeAll(async () => {
  owner = await newWorkspace();
  const { id: apiId } = await createApi.execute(owner, { name: 'Called' });
  const root = await db().resource.findFirstOrThrow({ where: { apiId } });
  const { id: resourceId } = await createResource.execute(owner, { apiId, parentId: root.id, pathPart: '{id}' });
  method = { apiId, resourceId, httpMethod: 'ANY' };
  await createMethod.execute(owner, method);
  // A problem elsewhere in the draft does not stand in the way.
  await db().restApi.update({ where: { id: apiId }, data: { draftRevision: { increment: 1 } } });
  await db().method.create({ data: { apiId, resourceId: root.id, httpMethod: 'GET' } });
});

const result: TestResult = {
  status: 201,
  rawHeaders: ['content-type', 'text/plain'],
  body: 'made',
  bodyEncoding: 'text',
  truncated: false,
  latencyMs: 3,
  phases: [],
  nodeName: 'here',
};

test('without a node a call says so; a stranger has no such method', async () => {
  const call = { ...method, pathParameters: { id: '7' } };
  expect((await errorOf(runTestCall.execute(owner, call))).code).toBe('UNAVAILABLE');
  expect((await errorOf(runTestCall.execute(await newWorkspace(), call))).code).toBe('NOT_FOUND');
  expect((await errorOf(runTestCall.execute({ ...owner, role: 'viewer' }, call))).code).toBe('FORBIDDEN');
});

test('a call reaches a node as the draft stands and comes back with its answer', async () => {
  const now = new Date();
  const node = { id: `node-${method.apiId}`, groupId: 'default', name: 'here', version: '1', stateHash: '' };
  await db().gatewayNode.create({ data: { ...node, startedAt: now, lastSeenAt: now, appliedSeq: 0 } });
  const missing = await errorOf(runTestCall.execute(owner, method));
  expect(missing).toMatchObject({ code: 'BAD_INPUT', issues: [{ pointer: '/pathParameters/id' }] });

  const answer = runTestCall.execute(owner, {
    ...method,
    requestMethod: 'POST',
    pathParameters: { id: 'a b' },
    queryString: 'x=1',
    headers: [{ name: 'X-Y', value: 'z' }],
    body: '{}',
    stageVariables: { color: 'red' },
  });
  let claimed: Awaited<ReturnType<typeof claimTestCalls>> = [];
  while (claimed.length === 0) claimed = await claimTestCalls('default', node.id);
  const task = testTaskSchema.parse(claimed[0]?.task);
  expect(task).toMatchObject({
    apiId: method.apiId,
    stageName: 'test-invoke-stage',
    stageVariables: { color: 'red' },
    request: { httpMethod: 'POST', target: '/a%20b?x=1', rawHeaders: ['X-Y', 'z'], body: '{}' },
  });
  const snapshot = apiSnapshotSchema.parse(JSON.parse(await readBlob(db(), task.snapshotHash)));
  expect(snapshot.routes.map((route) => `${route.httpMethod} ${route.path}`)).toEqual(['ANY /{id}']);
  await finishTestCall({ groupId: 'default', workspaceId: null }, task.taskId, result);
  expect(await answer).toEqual(result);
});
