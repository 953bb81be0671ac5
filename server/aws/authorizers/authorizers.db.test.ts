import {
  BadRequestException,
  ConflictException,
  CreateAuthorizerCommand,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  NotFoundException,
  ServiceUnavailableException,
  TestInvokeAuthorizerCommand,
  UpdateAuthorizerCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import { db } from '../../db.ts';
import { claimTestCalls } from '../../push/claim-test-calls.ts';
import { finishTestCall } from '../../push/finish-test-call.ts';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();
let restApiId = '';

beforeAll(async () => {
  restApiId = (await client.send(new CreateRestApiCommand({ name: 'Guarded' }))).id ?? '';
});

const authorizerUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:guard/invocations';
const identitySource = 'method.request.header.Authorization';
const poolArn = (name: string) => `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_${name}`;

function create(name: string) {
  return client.send(new CreateAuthorizerCommand({ restApiId, name, type: 'TOKEN', authorizerUri, identitySource }));
}

test('an authorizer is made, changed, listed and deleted', async () => {
  const made = await create('Guard');
  expect(made).toMatchObject({
    ...{ name: 'Guard', type: 'TOKEN', authType: 'custom', authorizerUri, identitySource },
    authorizerResultTtlInSeconds: 300,
  });
  expect(made.providerARNs).toBeUndefined();
  const id = { restApiId, authorizerId: made.id };
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'Watch' },
    { op: 'replace' as const, path: '/authorizerResultTtlInSeconds', value: '0' },
    { op: 'replace' as const, path: '/identityValidationExpression', value: '^Bearer .+$' },
  ];
  await client.send(new UpdateAuthorizerCommand({ ...id, patchOperations }));
  const { $metadata: _, ...read } = await client.send(new GetAuthorizerCommand(id));
  expect(read).toMatchObject({
    ...{ name: 'Watch', authorizerResultTtlInSeconds: 0, identityValidationExpression: '^Bearer .+$' },
  });
  expect((await client.send(new GetAuthorizersCommand({ restApiId }))).items).toContainEqual(read);
  await client.send(new DeleteAuthorizerCommand(id));
  const gone = client.send(new GetAuthorizerCommand(id));
  await expect(gone).rejects.toThrow(NotFoundException);
  await expect(gone).rejects.toThrow('Invalid Authorizer identifier specified');
});

test('user pools come and go', async () => {
  const made = await client.send(
    new CreateAuthorizerCommand({
      ...{ restApiId, name: 'Pools', type: 'COGNITO_USER_POOLS', identitySource, providerARNs: [poolArn('a')] },
    }),
  );
  expect(made).toMatchObject({ authType: 'cognito_user_pools', providerARNs: [poolArn('a')] });
  const patchOperations = [
    { op: 'add' as const, path: '/providerARNs', value: poolArn('b') },
    { op: 'remove' as const, path: '/providerARNs', value: poolArn('a') },
    { op: 'replace' as const, path: '/authorizerCredentials', value: 'arn:aws:iam::123456789012:role/x' },
  ];
  expect(
    await client.send(new UpdateAuthorizerCommand({ restApiId, authorizerId: made.id, patchOperations })),
  ).toMatchObject({ providerARNs: [poolArn('b')], authorizerCredentials: 'arn:aws:iam::123456789012:role/x' });
});

test('what is wrong is refused', async () => {
  const { id: authorizerId } = await create('Twice');
  await expect(create('Twice')).rejects.toThrow(ConflictException);
  await expect(create('Twice')).rejects.toThrow(
    'Authorizer name must be unique. Authorizer Twice already exists in this RestApi.',
  );
  const patch = (op: 'add' | 'replace', path: string, value?: string) =>
    client.send(new UpdateAuthorizerCommand({ restApiId, authorizerId, patchOperations: [{ op, path, value }] }));
  await expect(patch('add', '/name', 'x')).rejects.toThrow(
    "Invalid patch path  '/name' specified for op 'add'. Must be one of: [/identitySource, /providerARNs]",
  );
  await expect(patch('replace', '/authorizerUri', 'ftp://x')).rejects.toThrow(BadRequestException);
  await expect(patch('replace', '/type', 'JWT')).rejects.toThrow(BadRequestException);
  const untyped = client.send(new CreateAuthorizerCommand({ restApiId, name: 'x', type: 'JWT' as 'TOKEN' }));
  await expect(untyped).rejects.toThrow(/^1 validation error detected: Value 'JWT' at 'createAuthorizerInput.type'/);
  const nowhere = client.send(new GetAuthorizersCommand({ restApiId: 'nope' }));
  await expect(nowhere).rejects.toThrow(/^Invalid API identifier specified/);
});

test('a test asks a node, and answers what the authorizer said', async () => {
  const { id: authorizerId } = await create('Tested');
  const command = new TestInvokeAuthorizerCommand({
    ...{ restApiId, authorizerId, headers: { Authorization: 'Bearer x' }, pathWithQueryString: '/pets?a=1' },
  });
  await expect(client.send(command)).rejects.toThrow(ServiceUnavailableException);
  const now = new Date();
  const node = { id: `node-${restApiId}`, groupId: 'default', name: 'here', version: '1', stateHash: '' };
  await db().gatewayNode.create({ data: { ...node, startedAt: now, lastSeenAt: now, appliedSeq: 0 } });
  const answer = client.send(command);
  let claimed: Awaited<ReturnType<typeof claimTestCalls>> = [];
  while (claimed.length === 0) claimed = await claimTestCalls('default', node.id);
  const [message] = claimed;
  expect(message).toMatchObject({
    task: { request: { target: '/pets?a=1', rawHeaders: ['Authorization', 'Bearer x'] } },
  });
  const result: AuthorizerTestResult = {
    ...{ clientStatus: 200, principalId: 'someone', policy: '{"Statement":[]}', context: { plan: 'free' } },
    ...{ claims: {}, log: 'Allowed.', latencyMs: 4.4, nodeName: 'here' },
  };
  await finishTestCall({ groupId: 'default', workspaceId: null }, message?.task.taskId ?? '', result);
  expect(await answer).toMatchObject({
    ...{ clientStatus: 200, principalId: 'someone', policy: '{"Statement":[]}', log: 'Allowed.', latency: 4 },
    authorization: { plan: ['free'] },
    claims: {},
  });
});
