import { cacheClusterSizes } from '#core/stages/schema.ts';
import type { StageRecord } from '../../stages/stage-record.ts';
import { type AwsError, badRequest } from '../aws-error.ts';
import { applyPatch, flagOf, numberOf, type PatchOperation, type PatchTarget, wordOf } from '../patch.ts';
import { methodSettingPatches, segmentOf, withKeyAsSegment } from './method-setting-patches.ts';
import type { PatchedStage } from './patched-stage.ts';

/** The canary, which the first setting of one begins on the stage's own deployment. */
function canaryOf(stage: PatchedStage): NonNullable<PatchedStage['canary']> {
  const { deploymentId } = stage;
  return (stage.canary ??= {
    ...{ deploymentId, percentTraffic: 0, stageVariableOverrides: {}, useStageCache: false },
    stickiness: null,
  });
}

function accessLogOf(stage: PatchedStage): NonNullable<PatchedStage['accessLogSettings']> {
  return (stage.accessLogSettings ??= { format: null, destinationArn: null });
}

const copySources = ['/canarySettings/deploymentId', '/canarySettings/stageVariableOverrides'];

function promotedCanary({ canary }: PatchedStage, path: string, from: string | null, source: string) {
  if (from !== source) throw wrongCopy(path, from);
  if (!canary) throw badRequest('Promotion not available. Canary does not exist.');
  return canary;
}

function wrongCopy(path: string | null | undefined, from: string | null | undefined): AwsError {
  return badRequest(
    `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [${copySources.join(', ')}]`,
  );
}

const stagePatches: PatchTarget<PatchedStage>[] = [
  { path: '/deploymentId', ops: ['replace'], apply: (stage, { value }) => void (stage.deploymentId = value) },
  {
    path: '/deploymentId',
    ops: ['copy'],
    apply(stage, { from }) {
      const source = '/canarySettings/deploymentId';
      stage.deploymentId = promotedCanary(stage, '/deploymentId', from, source).deploymentId;
    },
  },
  {
    path: '/variables',
    ops: ['copy'],
    apply(stage, { from }) {
      const source = '/canarySettings/stageVariableOverrides';
      Object.assign(stage.variables, promotedCanary(stage, '/variables', from, source).stageVariableOverrides);
    },
  },
  {
    path: '/variables/{name}',
    ops: ['add', 'replace', 'remove'],
    apply({ variables }, { op, value, labels: [name = ''] }) {
      if (op === 'remove') delete variables[name];
      else variables[name] = value;
    },
  },
  { path: '/description', ops: ['replace'], apply: (stage, { value }) => void (stage.description = value || null) },
  {
    path: '/cacheClusterEnabled',
    ops: ['replace'],
    apply: (stage, patch) => void (stage.cacheClusterEnabled = flagOf(patch)),
  },
  {
    path: '/cacheClusterSize',
    ops: ['replace'],
    apply: (stage, patch) => void (stage.cacheClusterSize = wordOf(cacheClusterSizes, patch)),
  },
  {
    path: '/tracingEnabled',
    ops: ['replace'],
    apply: (stage, patch) => void (stage.tracingEnabled = flagOf(patch)),
  },
  {
    path: '/clientCertificateId',
    ops: ['replace', 'remove'],
    apply: (stage, { value }) => void (stage.clientCertificateId = value || null),
  },
  {
    path: '/documentationVersion',
    ops: ['replace', 'remove'],
    apply: (stage, { value }) => void (stage.documentationVersion = value || null),
  },
  { path: '/accessLogSettings', ops: ['remove'], apply: (stage) => void (stage.accessLogSettings = null) },
  {
    path: '/accessLogSettings/format',
    ops: ['add', 'replace'],
    apply: (stage, { value }) => void (accessLogOf(stage).format = value),
  },
  {
    path: '/accessLogSettings/destinationArn',
    ops: ['add', 'replace'],
    apply: (stage, { value }) => void (accessLogOf(stage).destinationArn = value),
  },
  { path: '/canarySettings', ops: ['remove'], apply: (stage) => void (stage.canary = null) },
  {
    path: '/canarySettings/deploymentId',
    ops: ['replace'],
    apply: (stage, { value }) => void (canaryOf(stage).deploymentId = value),
  },
  {
    path: '/canarySettings/percentTraffic',
    ops: ['replace'],
    apply: (stage, patch) => void (canaryOf(stage).percentTraffic = numberOf(patch)),
  },
  {
    path: '/canarySettings/useStageCache',
    ops: ['replace'],
    apply: (stage, patch) => void (canaryOf(stage).useStageCache = flagOf(patch)),
  },
  {
    path: '/canarySettings/stageVariableOverrides/{name}',
    ops: ['replace', 'remove'],
    apply(stage, { op, value, labels: [name = ''] }) {
      const overrides = canaryOf(stage).stageVariableOverrides;
      if (op === 'remove') delete overrides[name];
      else overrides[name] = value;
    },
  },
];

const removable = /^\/(?:(?:canarySettings\/stageVariableOverrides|variables)\/[^/]+|[^/]*)$/;

/** The stage after UpdateStage's operations. What they may not remove is taken for the settings of a method, as AWS does. */
export function patchStage(stage: StageRecord, operations: readonly PatchOperation[] | null | undefined): StageRecord {
  const readied = operations?.map((operation) => {
    const path = operation.path ?? '';
    if (operation.op === 'remove' && !removable.test(path)) {
      return { ...operation, path: `/${segmentOf(path.replace(/^\//, ''))}` };
    }
    return withKeyAsSegment(operation);
  });
  const targets = [...stagePatches, ...methodSettingPatches];
  const patched = applyPatch<PatchedStage>(stage, readied, targets, { refusal });
  const { accessLogSettings, ...others } = patched;
  if (accessLogSettings?.format === null) throw badRequest('Access log settings need a format');
  const format = accessLogSettings?.format ?? '';
  return { ...others, accessLogSettings: accessLogSettings && { ...accessLogSettings, format } };
}

const methodMembers = [
  'metrics/enabled',
  'logging/dataTrace',
  'logging/loglevel',
  'throttling/burstLimit',
  'throttling/rateLimit',
  'caching/ttlInSeconds',
  'caching/enabled',
  'caching/dataEncrypted',
  'caching/requireAuthorizationForCacheControl',
  'caching/unauthorizedCacheControlHeaderStrategy',
];

/** AWS's list, which lacks two commas in one half and three in the other. */
const listedPaths = [
  ...['/deploymentId', '/description', '/cacheClusterEnabled', '/cacheClusterSize', '/clientCertificateId'],
  ...['/accessLogSettings', '/accessLogSettings/destinationArn', '/accessLogSettings/format'],
  ...methodMembers.map((member) => `/{resourcePath}/{httpMethod}/${member}`),
  ...methodMembers.map((member) => `/*/*/${member}`),
  ...['/variables/{variable_name}', '/tracingEnabled'],
]
  .join(', ')
  .replace(/(\{httpMethod\}\/throttling\/(?:burst|rate)Limit), /g, '$1')
  .replace(/(\*\/\*\/throttling\/(?:burst|rate)Limit), /g, '$1 ');

function refusal({ op, path, from }: PatchOperation): AwsError {
  if (op === 'copy') return wrongCopy(path, from);
  if (op !== 'replace') return badRequest(`Invalid ${op} operation with path: ${path}`);
  return badRequest(`Invalid method setting path: ${path}. Must be one of: [${listedPaths}]`);
}
