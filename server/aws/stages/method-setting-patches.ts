import { defaultMethodSetting, type MethodSetting } from '#core/stages/schema.ts';
import { badRequest } from '../aws-error.ts';
import { flagOf, integerOf, numberOf, type Patch, type PatchOperation, type PatchTarget, wordOf } from '../patch.ts';
import type { PatchedStage } from './patched-stage.ts';

const strategies = [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
] as const satisfies readonly MethodSetting['unauthorizedCacheControlHeaderStrategy'][];

/** What each path below a method's sets. A limit of -1 is none. */
const members: Record<string, (setting: MethodSetting, patch: Patch) => void> = {
  'metrics/enabled': (setting, patch) => void (setting.metricsEnabled = flagOf(patch)),
  'logging/dataTrace': (setting, patch) => void (setting.dataTraceEnabled = flagOf(patch)),
  'logging/loglevel': (setting, patch) => void (setting.loggingLevel = wordOf(['OFF', 'ERROR', 'INFO'], patch)),
  'throttling/burstLimit': (setting, patch) => void (setting.throttlingBurstLimit = limitOf(integerOf(patch))),
  'throttling/rateLimit': (setting, patch) => void (setting.throttlingRateLimit = limitOf(numberOf(patch))),
  'caching/ttlInSeconds': (setting, patch) => void (setting.cacheTtlInSeconds = integerOf(patch)),
  'caching/enabled': (setting, patch) => void (setting.cachingEnabled = flagOf(patch)),
  'caching/dataEncrypted': (setting, patch) => void (setting.cacheDataEncrypted = flagOf(patch)),
  'caching/requireAuthorizationForCacheControl': (setting, patch) =>
    void (setting.requireAuthorizationForCacheControl = flagOf(patch)),
  'caching/unauthorizedCacheControlHeaderStrategy': (setting, patch) =>
    void (setting.unauthorizedCacheControlHeaderStrategy = wordOf(strategies, patch)),
};

/** What a method's settings are when one of them is set first. */
const initial: MethodSetting = { ...defaultMethodSetting, metricsEnabled: false };

/** The settings of one method or of all, each under `/{key}/...` with the key as one segment. */
export const methodSettingPatches: PatchTarget<PatchedStage>[] = [
  ...Object.entries(members).map(([path, set]): PatchTarget<PatchedStage> => ({
    path: `/{key}/${path}`,
    ops: ['replace'],
    apply({ methodSettings }, patch) {
      const [key = ''] = patch.labels;
      const setting = { ...(methodSettings[key] ?? initial) };
      set(setting, patch);
      methodSettings[key] = setting;
    },
  })),
  {
    path: '/{key}',
    ops: ['remove'],
    apply({ methodSettings }, { labels: [key = ''] }) {
      if (!Object.hasOwn(methodSettings, key)) {
        throw badRequest(`Cannot remove method setting ${key} because there is no method setting for this method `);
      }
      delete methodSettings[key];
    },
  },
];

const memberPath = new RegExp(`^/(.*/[^/]+)/(${Object.keys(members).join('|')})$`);

/**
 * The operation with the key of a method's settings as one segment. Clients write the path of a resource with its slashes,
 * or with ~1 in their place, and AWS keeps the key in the form in which it came.
 */
export function withKeyAsSegment(operation: PatchOperation): PatchOperation {
  const path = operation.path ?? '';
  const [, key, member] = memberPath.exec(path) ?? [];
  return key === undefined ? operation : { ...operation, path: `/${segmentOf(key)}/${member}` };
}

/** Text as one segment of a path (RFC 6901). */
export function segmentOf(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

function limitOf(value: number): number | null {
  return value < 0 ? null : value;
}
