import { gzipSync } from 'node:zlib';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { canonicalJson, sha256Hex } from '#core/snapshot/hash.ts';
import type { KeyState, PlanState, StageState } from '#core/snapshot/revision.ts';
import type { ApiSnapshot, Route } from '#core/snapshot/schema.ts';

/** Data of the data plane's tests: a small API, its stage, keys and plans, each with what a test changes in it. */

export const workspaceId = 'workspace1';
export const apiId = 'petstore01';

export function proxyTo(uri: string, change: Partial<Integration> = {}): Integration {
  return {
    ...mockIntegration(),
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    uri,
    requestTemplates: {},
    integrationResponses: [],
    ...change,
  };
}

export function route(
  httpMethod: Route['httpMethod'],
  path: string,
  integration: Integration,
  change: Partial<Route> = {},
): Route {
  return {
    resourceId: `r${path.length}`,
    path,
    httpMethod,
    operationName: null,
    authorizationType: 'NONE',
    authorizerId: null,
    authorizationScopes: [],
    apiKeyRequired: false,
    validation: null,
    requestModels: {},
    methodResponses: [],
    integration,
    ...change,
  };
}

export function snapshot(routes: Route[], change: Partial<ApiSnapshot> = {}): ApiSnapshot {
  return {
    formatVersion: 1,
    api: {
      id: apiId,
      name: 'Petstore',
      apiKeySource: 'HEADER',
      binaryMediaTypes: [],
      minimumCompressionSize: null,
      disableExecuteApiEndpoint: false,
      corsConfiguration: null,
      policy: null,
      behavior: 'friendly',
    },
    routes,
    models: {},
    authorizers: {},
    gatewayResponses: [],
    ...change,
  };
}

/** A snapshot as it travels: its hash, and its bytes. */
export function blob(value: unknown): { hash: string; gzip: Buffer } {
  const text = canonicalJson(value);
  return { hash: sha256Hex(text), gzip: gzipSync(text) };
}

export function stage(snapshotHash: string, change: Partial<StageState> = {}): StageState {
  return {
    workspaceId,
    accountId: '123456789012',
    apiId,
    stageName: 'prod',
    deploymentId: 'dep1',
    version: 1,
    snapshotHash,
    variables: {},
    canary: null,
    methodSettings: {},
    cacheClusterSize: null,
    cacheEpoch: 0,
    authorizerCacheEpoch: 0,
    accessLogSettings: null,
    ...change,
  };
}

export function key(id: string, value: string, change: Partial<KeyState> = {}): KeyState {
  const secrets = [{ sha256: sha256Hex(value), expiresAtMs: null }];
  return { workspaceId, id, name: id, enabled: true, secrets, planIds: ['plan1'], ...change };
}

export function plan(change: Partial<PlanState> = {}): PlanState {
  const apiStages = [{ apiId, stage: 'prod', throttle: {} }];
  return { workspaceId, id: 'plan1', name: 'Gold', throttle: null, quota: null, apiStages, ...change };
}
