import { compileParameterSource } from './key-parameters.ts';
import type { ParameterSource } from '#core/mapping/parameter-source.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import type { MethodSetting } from '#core/stages/schema.ts';
import type { PreparedRoute, Stage, StageSide } from '#gateway/snapshot/prepared.ts';

/** How the responses of one route on one side of a stage are cached. */
export type RouteCache = {
  /** Of the stage's cache, bytes. */
  readonly limitBytes: number;
  readonly ttlMs: number;
  readonly isEncrypted: boolean;
  readonly requiresAuthorization: boolean;
  readonly unauthorizedStrategy: MethodSetting['unauthorizedCacheControlHeaderStrategy'];
  /** The first part of every key. */
  readonly prefix: string;
  /** Null: the whole path and query string tell entries apart. */
  readonly parameters: readonly ParameterSource[] | null;
  /** Lower-case names of headers that the key holds by declaration. */
  readonly headerNames: ReadonlySet<string>;
  /** Callers with different keys, tokens or cookies share entries. */
  readonly isShared: boolean;
  /** Whether the content type, or the choice between text and bytes, goes by what the caller accepts. */
  readonly byAccept: boolean;
  /** Whether the upstream sees which encodings the caller accepts. */
  readonly byAcceptEncoding: boolean;
  /** Every status is stored, as by AWS API Gateway; else 2xx only, and what the upstream lets be stored. */
  readonly storesAny: boolean;
};

const gigabyte = 1024 ** 3;

/**
 * The cache of a route, or null when its responses are not cached. Settings for all methods cache GET only; settings of
 * the method itself cache its verb (AWS API Gateway), those of ANY its GET requests.
 */
export function routeCache(stage: Stage, side: StageSide, route: PreparedRoute): RouteCache | null {
  const { state } = stage;
  if (state.cacheClusterSize === null) return null;
  if (side.variant === 'canary' && state.canary?.useStageCache !== true) return null;
  const setting = settingOf(state, route);
  if (!setting?.cachingEnabled || setting.cacheTtlInSeconds === 0) return null;
  const { integration } = route.integration;
  const parameters = integration.cacheKeyParameters.map((name) => compileParameterSource(name, integration));
  const isStrict = side.prepared.api.behavior === 'aws-strict';
  return {
    limitBytes: Number(state.cacheClusterSize) * gigabyte,
    ttlMs: setting.cacheTtlInSeconds * 1_000,
    isEncrypted: setting.cacheDataEncrypted,
    requiresAuthorization: setting.requireAuthorizationForCacheControl,
    unauthorizedStrategy: setting.unauthorizedCacheControlHeaderStrategy,
    prefix: JSON.stringify([
      stage.id,
      state.cacheEpoch,
      state.cacheClusterSize,
      side.deploymentId,
      integration.cacheNamespace ?? route.route.resourceId,
    ]),
    parameters: parameters.length === 0 && !isStrict ? null : parameters,
    headerNames: new Set(
      parameters.flatMap((source) => ('name' in source && isHeader(source) ? [source.name.toLowerCase()] : [])),
    ),
    isShared: setting.cacheSharedByCallers ?? false,
    byAccept:
      integration.integrationResponses.some((response) => Object.keys(response.responseTemplates).length > 1) ||
      (isStrict && integration.type !== 'HTTP_PROXY' && side.prepared.api.binaryMediaTypes.length > 0),
    byAcceptEncoding: integration.type !== 'MOCK',
    storesAny: isStrict,
  };
}

function settingOf({ methodSettings }: StageState, { route, settingNames }: PreparedRoute): MethodSetting | null {
  for (const name of settingNames) if (Object.hasOwn(methodSettings, name)) return methodSettings[name] ?? null;
  return route.httpMethod === 'GET' || route.httpMethod === 'ANY' ? (methodSettings['*/*'] ?? null) : null;
}

function isHeader(source: ParameterSource): boolean {
  return source.kind === 'request' && (source.location === 'header' || source.location === 'multivalueheader');
}
