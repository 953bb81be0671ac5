import {
  CreateResourceCommand,
  CreateRestApiCommand,
  NotFoundException,
  PutIntegrationCommand,
  PutMethodCommand,
  TestInvokeMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, test } from 'vitest';
import { testTaskSchema } from '#core/nodes/channel.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import { db } from '../../db.ts';
import { claimTestCalls } from '../../push/claim-test-calls.ts';
import { finishTestCall } from '../../push/finish-test-call.ts';
import { controlApi } from '../../testing/control-api.ts';

const { client } = await controlApi();
let method: { restApiId: string; resourceId: string; httpMethod: string };

beforeAll(async () => {
  const { id: restApiId = '', rootResourceId: parentId } = await client.send(
    new CreateRestApiCommand({ name: 'Called' }),
  );
  const { id: resourceId = '' } = await client.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: '{petId}' }),
  );
  method = { restApiId, resourceId, httpMethod: 'POST' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
});

const integrate = {
  phase: 'integrate',
  outcome: 'passed',
  durationMs: 12.3,
  summary: 'The upstream answered 201.',
} as const;
const result: TestResult = {
  status: 201,
  rawHeaders: ['content-type', 'text/plain', 'x-a', '1', 'x-a', '2'],
  body: 'made',
  bodyEncoding: 'text',
  truncated: false,
  latencyMs: 15.4,
  phases: [
    {
      ...{ phase: 'map-request', outcome: 'passed', durationMs: 1, summary: '' },
      detail: {
        'upstream request headers': 'authorization: Bearer secret-of-nine\naccept: */*',
        'upstream request body': 'sent',
      },
    },
    { ...integrate, detail: { 'upstream response body': 'answered' } },
  ],
  nodeName: 'here',
};

test('what cannot be called says why', async () => {
  await expect(client.send(new TestInvokeMethodCommand({ ...method, restApiId: 'nowhere' }))).rejects.toThrow(
    'Invalid Resource identifier specified',
  );
  const other = client.send(new TestInvokeMethodCommand({ ...method, httpMethod: 'GET' }));
  await expect(other).rejects.toThrow(NotFoundException);
  await expect(other).rejects.toThrow('Invalid Method identifier specified');
  await expect(client.send(new TestInvokeMethodCommand(method))).rejects.toThrow('No integration defined for method');
  const uri = 'https://example.com/pets';
  await client.send(new PutIntegrationCommand({ ...method, type: 'HTTP_PROXY', integrationHttpMethod: 'POST', uri }));
  await expect(client.send(new TestInvokeMethodCommand(method))).rejects.toMatchObject({
    name: 'ServiceUnavailableException',
    message: expect.stringContaining('No gateway node is connected'),
  });
});

test('a node runs the call, and its answer and trace come back in AWS’s form', async () => {
  const now = new Date();
  const node = { id: `node-${method.restApiId}`, groupId: 'default', name: 'here', version: '1', stateHash: '' };
  await db().gatewayNode.create({ data: { ...node, startedAt: now, lastSeenAt: now, appliedSeq: 0 } });
  const call = async (members: object, answer: TestResult) => {
    const sent = client.send(new TestInvokeMethodCommand({ ...method, ...members }));
    let claimed: Awaited<ReturnType<typeof claimTestCalls>> = [];
    while (claimed.length === 0) claimed = await claimTestCalls('default', node.id);
    const task = testTaskSchema.parse(claimed[0]?.task);
    await finishTestCall({ groupId: 'default', workspaceId: null }, task.taskId, answer);
    return { task, invoked: await sent };
  };
  const { task, invoked } = await call(
    {
      pathWithQueryString: '/a%20b?page=2',
      headers: { 'X-Y': 'z', 'X-Z': 'lost' },
      multiValueHeaders: { 'x-z': ['1', '2'] },
      body: '{"a":1}',
      stageVariables: { color: 'red' },
    },
    result,
  );
  expect(task).toMatchObject({
    stageVariables: { color: 'red' },
    request: {
      httpMethod: 'POST',
      target: '/a%20b?page=2',
      rawHeaders: ['X-Y', 'z', 'x-z', '1', 'x-z', '2'],
      body: '{"a":1}',
    },
  });
  expect(invoked).toMatchObject({
    status: 201,
    body: 'made',
    headers: { 'content-type': 'text/plain', 'x-a': '2' },
    multiValueHeaders: { 'content-type': ['text/plain'], 'x-a': ['1', '2'] },
    latency: 15,
  });
  const lines = (invoked.log ?? '')
    .split('\n')
    .map((line) => line.replace(/^\w{3} \w{3} \d\d [\d:]{8} UTC \d{4} : /, ''));
  expect(lines[0]).toMatch(/^Execution log for request [0-9a-f-]{36}$/);
  expect(lines.slice(2)).toEqual([
    'HTTP Method: POST, Resource Path: /a%20b',
    'Method request path: {petId=a b}',
    'Method request query string: {page=2}',
    'Method request headers: {X-Y=z, x-z=1,2}',
    'Method request body before transformations: {"a":1}',
    'Endpoint request URI: https://example.com/pets',
    `Endpoint request headers: {authorization=${'*'.repeat(15)}f-nine, accept=*/*}`,
    'Endpoint request body after transformations: sent',
    'Sending request to https://example.com/pets',
    'Received response. Integration latency: 12 ms',
    'Endpoint response body before transformations: answered',
    'Method response body after transformations: made',
    'Method response headers: {content-type=text/plain, x-a=1,2}',
    'Successfully completed execution',
    'Method completed with status: 201',
    '',
  ]);

  const failed = { ...integrate, outcome: 'failed' as const, summary: 'Nothing listens there.', detail: {} };
  const bare = await call({}, { ...result, status: 500, phases: [failed] });
  expect(bare.task.request.target).toBe('/%7BpetId%7D');
  expect(bare.invoked.log).toContain('Method request path: {petId={petId}}');
  expect(bare.invoked.log).toContain(' : Execution failed: Nothing listens there.\n');
  expect(bare.invoked.log).not.toContain('Successfully');
});
