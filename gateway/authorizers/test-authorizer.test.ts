import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { apiId, snapshot, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { TokenIssuer } from '../testing/token-issuer.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';
import { answerAuthorizerTest } from './answer-authorizer-test.ts';

const service = new UpstreamServer();
const issuer = new TokenIssuer();
let gateway: Harness;

beforeAll(async () => {
  await Promise.all([service.start(), issuer.start()]);
  gateway = await Harness.start();
});
afterAll(async () => {
  issuer.stop();
  await Promise.all([gateway.stop(), service.stop()]);
});

function run(change: Partial<Authorizer>, rawHeaders: string[]) {
  const authorizer: Authorizer = {
    id: 'auth1',
    name: 'check',
    type: 'TOKEN',
    providerARNs: [],
    authType: null,
    authorizerUri: service.url,
    authorizerCredentials: null,
    identitySource: null,
    identityValidationExpression: null,
    authorizerResultTtlInSeconds: 300,
    jwtConfiguration: null,
    ...change,
  };
  const { api } = snapshot([]);
  const request = { httpMethod: 'DELETE', target: '/pets?a=1', rawHeaders, body: null };
  const task = {
    taskId: 't1',
    stageName: 'beta',
    workspaceId,
    accountId: '123456789012',
    api,
    stageVariables: {},
    authorizer,
    request,
  };
  return answerAuthorizerTest(task, gateway.services, 'node');
}

test('a policy is shown as it was answered, whatever it allows, for the stage and method that were chosen, and nothing is kept', async () => {
  const policyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
  service.answer = (request, response) => {
    request.resume().on('end', () => {
      response.end(JSON.stringify({ principalId: 'ann', policyDocument, context: { plan: 7 } }));
    });
  };
  const result = await run({}, ['authorization', 'token']);
  expect(result).toMatchObject({
    clientStatus: 200,
    principalId: 'ann',
    policy: JSON.stringify(policyDocument),
    context: { plan: '7' },
    claims: {},
    nodeName: 'node',
  });
  expect(result.log).toContain(`arn:aws:execute-api:us-east-1:123456789012:${apiId}/beta/DELETE/pets`);
  service.answer = (_, response) => void response.writeHead(401).end();
  expect(await run({}, ['authorization', 'token'])).toMatchObject({ clientStatus: 401, policy: null });
});

test('what keeps an authorizer from running is said', async () => {
  expect(await run({}, [])).toMatchObject({
    clientStatus: 401,
    log: expect.stringContaining('no header authorization'),
  });
  const broken = await run({ authorizerUri: null }, ['authorization', 'token']);
  expect(broken).toMatchObject({ clientStatus: 500, log: expect.stringContaining('cannot be run') });
});

test('claims of an accepted token are shown, and why another one is not', async () => {
  const key = await issuer.addKey('k');
  const jwt: Partial<Authorizer> = { type: 'JWT', jwtConfiguration: { issuer: issuer.url, audience: ['orders'] } };
  const accepted = await run(jwt, ['authorization', `Bearer ${await issuer.token(key)}`]);
  expect(accepted).toMatchObject({ clientStatus: 200, claims: { sub: 'ann', aud: 'orders' } });
  const expired = await run(jwt, ['authorization', await issuer.token(key, { exp: 1 })]);
  expect(expired).toMatchObject({ clientStatus: 401, claims: {}, log: expect.stringContaining('has expired') });
});
