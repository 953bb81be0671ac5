import type { inferRouterInputs } from '@trpc/server';
import type { AppRouter } from '../api/root.ts';
import type { Ids } from './world.ts';

type Inputs = inferRouterInputs<AppRouter>;

/**
 * How a procedure is called with someone's ids. `names`: what it names must be the caller's, else NOT_FOUND; `filters`:
 * it only narrows a list; `none`: it takes no id of a workspace's things.
 */
export type Call<Input> =
  { kind: 'names'; input: (ids: Ids) => Input } | { kind: 'filters'; input: (ids: Ids) => Input } | { kind: 'none' };

const names = <Input>(input: (ids: Ids) => Input): Call<Input> => ({ kind: 'names', input });
const filters = <Input>(input: (ids: Ids) => Input): Call<Input> => ({ kind: 'filters', input });
const none: Call<never> = { kind: 'none' };

const api = ({ apiId }: Ids) => ({ apiId });
const stage = ({ apiId, stageName }: Ids) => ({ apiId, stageName });
const resource = ({ apiId, resourceId }: Ids) => ({ apiId, resourceId });
const method = ({ apiId, resourceId }: Ids) => ({ apiId, resourceId, httpMethod: 'GET' as const });
const key = ({ keyId }: Ids) => ({ keyId });
const plan = ({ planId }: Ids) => ({ planId });
const lastHour = () => ({ from: new Date(Date.now() - 3_600_000), to: new Date() });
const days = { from: '2026-01-01', to: '2026-01-31' };

/** Every procedure of the console: one that is missing here does not compile. */
export const procedureInputs: {
  [Feature in keyof Inputs]: { [Verb in keyof Inputs[Feature]]: Call<Inputs[Feature][Verb]> };
} = {
  accessKeys: {
    list: filters(({ userId }) => ({ userId })),
    create: names(({ userId }) => ({ name: 'Key', userId })),
    update: names(({ accessKeyId }) => ({ accessKeyId, name: 'Renamed' })),
    delete: names(({ accessKeyId }) => ({ accessKeyId })),
  },
  account: {
    me: none,
    update: none,
    changePassword: none,
    sessions: none,
    revokeSession: names(({ sessionId }) => ({ sessionId })),
  },
  apis: {
    list: none,
    get: names(api),
    header: names(api),
    create: none,
    update: names((ids) => ({ ...api(ids), name: 'New name' })),
    delete: names((ids) => ({ ...api(ids), confirmName: 'Pets' })),
  },
  audit: {
    list: filters(({ apiId, userId }) => ({ apiId, actorId: userId })),
    get: names(({ entryId }) => ({ entryId })),
  },
  authorizers: {
    list: names(api),
    get: names(({ apiId, authorizerId }) => ({ apiId, authorizerId })),
    create: names((ids) => ({
      ...api(ids),
      ...{ name: 'Other', type: 'TOKEN' as const, authorizerUri: 'https://auth.example.com' },
    })),
    update: names(({ apiId, authorizerId }) => ({ apiId, authorizerId, expectedRevision: 1, name: 'Renamed' })),
    delete: names(({ apiId, authorizerId }) => ({ apiId, authorizerId })),
    test: names(({ apiId, authorizerId }) => ({ apiId, authorizerId })),
  },
  credentials: {
    list: none,
    create: none,
    update: names(({ credentialId }) => ({ credentialId, name: 'Renamed' })),
    delete: names(({ credentialId }) => ({ credentialId })),
    setDefault: names(({ credentialId }) => ({ credentialId })),
  },
  deployments: {
    list: names(api),
    get: names(({ apiId, deploymentId }) => ({ apiId, deploymentId })),
    preview: names(stage),
    create: names((ids) => ({ ...api(ids), stageName: 'test' })),
    diff: names((ids) => ({ ...api(ids), fromNumber: 1, toNumber: 'draft' as const })),
    restoreDraft: names(({ apiId, deploymentId }) => ({ apiId, deploymentId })),
    delete: names(({ apiId, deploymentId }) => ({ apiId, deploymentId })),
  },
  gatewayResponses: {
    list: names(api),
    put: names((ids) => ({
      ...api(ids),
      ...{ responseType: 'THROTTLED' as const, statusCode: '429', responseParameters: {}, responseTemplates: {} },
    })),
    reset: names((ids) => ({ ...api(ids), responseType: 'THROTTLED' as const })),
  },
  gateways: {
    groups: none,
    mintToken: names(({ groupId }) => ({ groupId, name: 'Token' })),
    tokens: names(({ groupId }) => ({ groupId })),
    revokeToken: names(({ tokenId }) => ({ tokenId })),
    createGroup: none,
    watch: none,
  },
  invitations: {
    list: none,
    create: none,
    revoke: names(({ invitationId }) => ({ invitationId })),
    inspect: none,
    accept: none,
  },
  keys: {
    list: filters(({ planId }) => ({ planId })),
    get: names(key),
    create: names(({ freePlanId }) => ({ name: 'Key', planIds: [freePlanId] })),
    update: names((ids) => ({ ...key(ids), name: 'Renamed' })),
    rotate: names((ids) => ({ ...key(ids), overlapSeconds: 60 })),
    reveal: names(key),
    delete: names(key),
    usage: names((ids) => ({ ...key(ids), ...days })),
  },
  members: {
    list: none,
    setRole: names(({ userId }) => ({ userId, role: 'viewer' as const })),
    remove: names(({ userId }) => ({ userId })),
  },
  methods: {
    get: names(method),
    create: names((ids) => ({ ...resource(ids), httpMethod: 'POST' as const })),
    update: names((ids) => ({ ...method(ids), expectedRevision: 1, patch: { apiKeyRequired: true } })),
    delete: names(method),
  },
  models: {
    list: names(api),
    get: names(({ apiId, modelId }) => ({ apiId, modelId })),
    create: names((ids) => ({ ...api(ids), name: 'Other', schema: '{"type":"object"}' })),
    update: names(({ apiId, modelId }) => ({ apiId, modelId, expectedRevision: 1, schema: '{"type":"string"}' })),
    delete: names(({ apiId, modelId }) => ({ apiId, modelId })),
  },
  openapi: {
    source: names(api),
    check: names((ids) => ({ ...api(ids), text: '{}' })),
    saveSource: names((ids) => ({ ...api(ids), text: '{}', expectedDraftRevision: 1 })),
    startImport: names((ids) => ({
      ...api(ids),
      ...{ mode: 'replace' as const, source: { kind: 'text' as const, text: '{}' } },
    })),
    confirmImport: names(({ taskId }) => ({ taskId })),
  },
  plans: {
    list: none,
    get: names(plan),
    keys: names(plan),
    create: names((ids) => ({ name: 'Plan', stages: [stage(ids)] })),
    update: names((ids) => ({ ...plan(ids), name: 'Renamed' })),
    delete: names(plan),
    addStage: names((ids) => ({ planId: ids.freePlanId, ...stage(ids) })),
    removeStage: names((ids) => ({ ...plan(ids), ...stage(ids) })),
    setMethodThrottle: names((ids) => ({
      ...plan(ids),
      ...stage(ids),
      ...{ method: '/pets/GET', throttle: { rateLimit: 1, burstLimit: 1 } },
    })),
    addKey: names(({ freePlanId, freeKeyId }) => ({ planId: freePlanId, keyId: freeKeyId })),
    removeKey: names(({ planId, keyId }) => ({ planId, keyId })),
    usage: names((ids) => ({ ...plan(ids), ...days })),
    extendUsage: names(({ planId, keyId }) => ({ planId, keyId, remaining: 10 })),
  },
  portals: {
    list: none,
    get: names(({ portalId }) => ({ portalId })),
    create: names((ids) => ({ slug: `new-${ids.apiId}`, title: 'New', apis: [stage(ids)] })),
    update: names(({ portalId }) => ({ portalId, title: 'Renamed' })),
    delete: names(({ portalId }) => ({ portalId })),
  },
  resources: {
    tree: names(api),
    create: names(({ apiId, resourceId }) => ({ apiId, parentId: resourceId, pathPart: 'new' })),
    update: names((ids) => ({ ...resource(ids), pathPart: 'animals' })),
    deletePreview: names(resource),
    delete: names(resource),
  },
  sdks: { options: names(stage) },
  search: { all: none },
  serviceAccounts: {
    list: none,
    create: none,
    setRole: names(({ serviceAccountId }) => ({ serviceAccountId, role: 'viewer' as const })),
    delete: names(({ serviceAccountId }) => ({ serviceAccountId })),
  },
  setup: { status: none, create: none },
  stages: {
    list: names(api),
    get: names(stage),
    create: names(({ apiId, deploymentId }) => ({ apiId, stageName: 'other', deploymentId })),
    update: names((ids) => ({ ...stage(ids), expectedRevision: 1, description: 'New' })),
    delete: names(stage),
    setCanary: names((ids) => ({ ...stage(ids), percentTraffic: 10 })),
    promoteCanary: names(stage),
    removeCanary: names(stage),
    rollback: names(({ apiId, stageName, deploymentId }) => ({ apiId, stageName, deploymentId })),
    flushCache: names(stage),
    flushAuthorizersCache: names(stage),
    events: names(stage),
    watch: names(api),
  },
  tasks: {
    list: none,
    get: names(({ taskId }) => ({ taskId })),
    watch: none,
    dismiss: names(({ taskId }) => ({ taskId })),
  },
  telemetry: {
    series: names((ids) => ({ ...api(ids), ...lastHour() })),
    breakdown: names((ids) => ({ ...api(ids), by: 'method' as const, ...lastHour() })),
    samples: filters(api),
    sample: names(({ requestId }) => ({ requestId })),
    live: names(api),
    overview: none,
  },
  testCalls: { run: names(method) },
  validators: {
    list: names(api),
    create: names((ids) => ({
      ...api(ids),
      name: 'Other',
      validateRequestBody: true,
      validateRequestParameters: true,
    })),
    update: names(({ apiId, validatorId }) => ({ apiId, requestValidatorId: validatorId, name: 'Renamed' })),
    delete: names(({ apiId, validatorId }) => ({ apiId, requestValidatorId: validatorId })),
  },
  workspaces: { create: none, update: none, delete: none, settings: none, setAllowedAddresses: none },
};
