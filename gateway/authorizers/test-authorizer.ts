import type { Authorizer } from '#core/authorizers/schema.ts';
import { claimTexts } from '#core/authorizers/claims.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import { createExchange, type Exchange, type Failure } from '#gateway/pipeline/exchange.ts';
import { renderFailure } from '#gateway/pipeline/gateway-response.ts';
import type { Services } from '#gateway/pipeline/services.ts';
import { TestCall } from '#gateway/pipeline/test-call.ts';
import { prepareSnapshot } from '#gateway/snapshot/prepare.ts';
import { buildStage } from '#gateway/snapshot/state-store.ts';
import { ask, identityOf } from './authorize-custom.ts';
import { checkToken, tokenOf } from './authorize-token.ts';
import { methodArnOf } from './method-access.ts';
import { prepareAuthorizer, type PreparedAuthorizer } from './prepare-authorizer.ts';
import { isAnswer } from './result-cache.ts';

/** What is tried: an authorizer as it is now, deployed or not, with a request that only it sees. */
export type AuthorizerTest = {
  workspaceId: string;
  /** Twelve digits. */
  accountId: string;
  api: ApiSnapshot['api'];
  /** Of the method ARN. */
  stageName: string;
  authorizer: Authorizer;
  httpMethod: string;
  /** Name and value in turn. */
  rawHeaders: string[];
  /** `/pets?full=true`, below the stage. */
  pathWithQueryString: string;
  stageVariables: Record<string, string>;
};

/** What AWS's TestInvokeAuthorizer answers. */
export type AuthorizerTestResult = {
  /** What a caller would be answered; 200 says that the authorizer gave a policy or accepted the token. */
  clientStatus: number;
  /** One line for each step, for the API's team. */
  log: string;
  latencyMs: number;
  principalId: string | null;
  /** The policy document as the authorizer gave it, JSON. */
  policy: string | null;
  /** Of an accepted token, all values texts. */
  claims: Record<string, string> | null;
  /** `$context.authorizer.*` of a Lambda or HTTP authorizer. */
  authorization: Record<string, string[]> | null;
};

type Outcome = Partial<Pick<AuthorizerTestResult, 'principalId' | 'policy' | 'claims' | 'authorization'>>;

/** Runs an authorizer by itself: nothing is taken from its cache, and its policy is shown and not evaluated. Never rejects. */
export async function testAuthorizer(test: AuthorizerTest, services: Services): Promise<AuthorizerTestResult> {
  const startedAtMs = performance.now();
  const log = [`Authorizer ${test.authorizer.name} of type ${test.authorizer.type}`];
  const finish = (clientStatus: number, outcome: Outcome): AuthorizerTestResult => ({
    ...{ principalId: null, policy: null, claims: null, authorization: null },
    ...outcome,
    clientStatus,
    log: log.join('\n'),
    latencyMs: performance.now() - startedAtMs,
  });
  let exchange: Exchange;
  let prepared: PreparedAuthorizer;
  try {
    exchange = await exchangeOf(test, services);
    prepared = prepareAuthorizer(test.authorizer);
  } catch (error) {
    log.push(`The authorizer cannot be run: ${(error as Error).message}`);
    return finish(500, {});
  }
  const outcome = await run(exchange, prepared, log);
  if (!('cause' in outcome)) return finish(200, outcome);
  log.push(outcome.cause);
  return finish(renderFailure(exchange, outcome).status, {});
}

async function run(exchange: Exchange, authorizer: PreparedAuthorizer, log: string[]): Promise<Outcome | Failure> {
  if (authorizer.kind === 'token') {
    const token = tokenOf(exchange, authorizer.header);
    if (typeof token !== 'string') return token;
    log.push(`Token in header ${authorizer.header}: ${token.length} characters`);
    const failure = await checkToken(exchange, authorizer, token);
    if (failure) return failure;
    log.push('The token is accepted.');
    const claims = exchange.authorizer?.claims;
    return { principalId: exchange.principalId, claims: claimTexts(claims as Record<string, string>) };
  }
  const identity = identityOf(exchange, authorizer);
  if (!Array.isArray(identity)) return identity;
  const arn = methodArnOf(exchange);
  log.push(`Method ARN: ${arn}`, `Identity sources: ${identity.length}, all present`);
  const result = await ask(exchange, authorizer, arn, identity);
  if (!isAnswer(result)) return result;
  const { principalId, policyText, context } = result;
  log.push(`Principal: ${principalId}`, `Policy: ${policyText}`);
  const authorization = Object.fromEntries(Object.entries(context).map(([name, value]) => [name, [value]]));
  return { principalId, policy: policyText, authorization };
}

/** A request of a stage that serves nothing: what authorizers read of a request is there. */
async function exchangeOf(test: AuthorizerTest, services: Services): Promise<Exchange> {
  const { api, workspaceId, accountId, stageName, stageVariables, httpMethod, rawHeaders, pathWithQueryString } = test;
  const snapshot: ApiSnapshot = {
    formatVersion: 1,
    api,
    routes: [],
    models: {},
    authorizers: {},
    gatewayResponses: [],
  };
  const state: StageState = {
    ...{ workspaceId, accountId, apiId: api.id, stageName, deploymentId: 'test', version: 1 },
    ...{ snapshotHash: '', variables: stageVariables, canary: null, methodSettings: {}, cacheClusterSize: null },
    ...{ cacheEpoch: 0, authorizerCacheEpoch: 0, accessLogSettings: null },
  };
  const stage = buildStage(state, await prepareSnapshot(snapshot, ''), null, undefined);
  const target = pathWithQueryString.startsWith('/') ? pathWithQueryString : `/${pathWithQueryString}`;
  const request = { httpMethod, target, rawHeaders, body: null };
  const exchange = createExchange(new TestCall(request, '', ignore), services, new Map(), ignore, null);
  const mark = target.indexOf('?');
  exchange.path = mark < 0 ? target : target.slice(0, mark);
  exchange.query = mark < 0 ? '' : target.slice(mark + 1);
  exchange.apiId = api.id;
  exchange.stage = stage;
  exchange.side = stage.stable;
  return exchange;
}

function ignore(): void {}
