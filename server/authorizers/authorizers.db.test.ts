import { beforeAll, expect, test } from 'vitest';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { db } from '../db.ts';
import { newId } from '../new-id.ts';
import { claimTestCalls } from '../push/claim-test-calls.ts';
import { finishTestCall } from '../push/finish-test-call.ts';
import { errorOf } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createAuthorizer } from './create-authorizer.ts';
import { getAuthorizer } from './get-authorizer.ts';
import { testAuthorizer } from './test-authorizer.ts';
import { updateAuthorizer } from './update-authorizer.ts';

let owner: Member;
let apiId = '';

beforeAll(async () => {
  owner = await newWorkspace();
  ({ id: apiId } = await createApi.execute(owner, { name: 'Guarded' }));
});

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:guard/invocations';
const pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc123';
const jwtConfiguration = { issuer: 'https://id.example.com', audience: ['pets'] };
const token = 'method.request.header.Authorization';

test.each([
  { type: 'TOKEN', authorizerUri: lambda, identitySource: token, identityValidationExpression: '^Bearer .+$' },
  { type: 'TOKEN', authorizerUri: 'https://auth.example.com/check' },
  { type: 'REQUEST', authorizerUri: lambda, identitySource: `${token},method.request.querystring.tenant` },
  { type: 'REQUEST', authorizerUri: lambda, authorizerResultTtlInSeconds: 0 },
  { type: 'COGNITO_USER_POOLS', providerARNs: [pool] },
  { type: 'JWT', jwtConfiguration },
])('takes %j', async (settings) => {
  const name = newId();
  const { id: authorizerId } = await createAuthorizer.execute(owner, { apiId, name, ...settings });
  expect(await getAuthorizer.execute(owner, { apiId, authorizerId })).toMatchObject(settings);
});

test.each([
  ['/authorizerUri', { type: 'TOKEN' }],
  ['/authorizerUri', { type: 'REQUEST', authorizerUri: 'ftp://example.com', identitySource: token }],
  ['/identitySource', { type: 'TOKEN', authorizerUri: lambda, identitySource: `${token},${token}` }],
  ['/identitySource', { type: 'TOKEN', authorizerUri: lambda, identitySource: 'method.request.querystring.a' }],
  ['/identitySource', { type: 'REQUEST', authorizerUri: lambda }],
  ['/identityValidationExpression', { type: 'TOKEN', authorizerUri: lambda, identityValidationExpression: '(' }],
  ['/providerARNs', { type: 'COGNITO_USER_POOLS' }],
  ['/providerARNs/0', { type: 'COGNITO_USER_POOLS', providerARNs: ['pool'] }],
  ['/jwtConfiguration', { type: 'JWT' }],
  ['/jwtConfiguration/audience', { type: 'JWT', jwtConfiguration: { ...jwtConfiguration, audience: [] } }],
])('says at %s what is missing in %j', async (pointer, settings) => {
  const error = await errorOf(createAuthorizer.execute(owner, { apiId, name: 'Wrong', ...settings }));
  expect(error).toMatchObject({ code: 'BAD_INPUT', issues: [{ pointer }] });
});

test('a change keeps what it leaves out, and must leave an authorizer that works', async () => {
  const created = await createAuthorizer.execute(owner, { apiId, name: 'Tokens', type: 'JWT', jwtConfiguration });
  const id = { apiId, authorizerId: created.id };
  const change = { ...id, expectedRevision: created.revision };
  const error = await errorOf(updateAuthorizer.execute(owner, { ...change, type: 'TOKEN' }));
  expect(error).toMatchObject({ code: 'BAD_INPUT', issues: [{ pointer: '/authorizerUri' }] });
  await updateAuthorizer.execute(owner, { ...change, name: 'Renamed' });
  expect(await getAuthorizer.execute(owner, id)).toMatchObject({ name: 'Renamed', type: 'JWT', jwtConfiguration });
});

test('a test runs on a node, with the authorizer as it stands, and comes back with what it said', async () => {
  const { id: authorizerId } = await createAuthorizer.execute(owner, {
    ...{ apiId, name: 'Tested', type: 'TOKEN', authorizerUri: lambda, identitySource: token },
  });
  const call = { apiId, authorizerId, headers: [{ name: 'Authorization', value: 'Bearer x' }], path: '/pets' };
  expect((await errorOf(testAuthorizer.execute(owner, call))).code).toBe('UNAVAILABLE');
  const now = new Date();
  const node = { id: `node-${apiId}`, groupId: 'default', name: 'here', version: '1', stateHash: '' };
  await db().gatewayNode.create({ data: { ...node, startedAt: now, lastSeenAt: now, appliedSeq: 0 } });

  const answer = testAuthorizer.execute(owner, { ...call, queryString: 'a=1', stageVariables: { color: 'red' } });
  let claimed: Awaited<ReturnType<typeof claimTestCalls>> = [];
  while (claimed.length === 0) claimed = await claimTestCalls('default', node.id);
  const [message] = claimed;
  expect(message).toMatchObject({
    type: 'test-authorizer',
    task: {
      ...{
        workspaceId: owner.workspaceId,
        api: { id: apiId, behavior: 'friendly' },
        stageName: 'ESTestInvoke-stage',
        stageVariables: { color: 'red' },
      },
      authorizer: { id: authorizerId, authorizerUri: lambda },
      request: { httpMethod: 'GET', target: '/pets?a=1', rawHeaders: ['Authorization', 'Bearer x'], body: null },
    },
  });
  const result: AuthorizerTestResult = {
    ...{ clientStatus: 403, principalId: 'someone', policy: '{"Statement":[]}', context: { plan: 'free' } },
    ...{ claims: {}, log: 'The policy allows nothing.', latencyMs: 4, nodeName: 'here' },
  };
  await finishTestCall({ groupId: 'default', workspaceId: null }, message?.task.taskId ?? '', result);
  expect(await answer).toEqual(result);
});
