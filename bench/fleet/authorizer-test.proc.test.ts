import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#gateway/testing/gateway-process.ts';
import type { Member } from '#server/actor.ts';
import { createApi } from '#server/apis/create-api.ts';
import { createAuthorizer } from '#server/authorizers/create-authorizer.ts';
import { testAuthorizer } from '#server/authorizers/test-authorizer.ts';
import { db } from '#server/db.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type NodeServer, serveNodes } from './node-server.ts';

let fleet: Fleet;
let control: NodeServer;
let owner: Member;

beforeAll(async () => {
  fleet = await startFleet();
  owner = await newWorkspace();
  await ensureLocalToken();
  control = await serveNodes();
  await fleet.addNode(control.url);
  // With nothing to apply, a node speaks of itself first when its interval is over.
  await eventually(async () => (await db().gatewayNode.count()) === 1, 30_000);
});

afterAll(async () => {
  await control.stop();
  await fleet.stop();
});

test('an authorizer is asked by a node, deployed or not, and says what it would allow', async () => {
  const { id: apiId } = await createApi.execute(owner, { name: 'Guarded' });
  const { id: authorizerId } = await createAuthorizer.execute(owner, {
    ...{ apiId, name: 'Check', type: 'TOKEN', authorizerUri: fleet.upstream.url },
  });
  const policyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
  fleet.upstream.answer = (request, response) => {
    request.resume().on('end', () => {
      response.end(JSON.stringify({ principalId: 'ann', policyDocument, context: { plan: 'free' } }));
    });
  };
  const call = { apiId, authorizerId, headers: [{ name: 'Authorization', value: 'token' }], path: '/pets' };
  expect(await testAuthorizer.execute(owner, call)).toMatchObject({
    ...{ clientStatus: 200, principalId: 'ann', context: { plan: 'free' }, claims: {}, nodeName: 'node-1' },
    policy: JSON.stringify(policyDocument),
  });
  const refused = await testAuthorizer.execute(owner, { ...call, headers: [] });
  expect(refused).toMatchObject({ clientStatus: 401, policy: null, context: {} });
  expect(refused.log).toContain('Authorization'.toLowerCase());
});
