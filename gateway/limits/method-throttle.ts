import type { ThrottleSettings } from '#core/plans/schema.ts';
import type { Route } from '#core/snapshot/schema.ts';
import type { MethodSetting } from '#core/stages/schema.ts';

/** A throttle with the bucket that it draws from. */
export type MethodThrottle = { readonly rateLimit: number; readonly burstLimit: number; readonly bucket: number };

/** The names under which settings may hold a route: AWS writes `~1pets/GET` for stages and `/pets/GET` for plans. */
export function settingNames(route: Route): readonly string[] {
  return [`${route.path.replaceAll('/', '~1')}/${route.httpMethod}`, `${route.path}/${route.httpMethod}`];
}

function settingOf<Setting>(
  settings: Readonly<Record<string, Setting>>,
  names: readonly string[],
): Setting | undefined {
  for (const name of names) if (Object.hasOwn(settings, name)) return settings[name];
  return undefined;
}

/**
 * The throttle that a stage's method settings put on a route of these names: the route's own, or that for all methods. Each method has
 * a bucket of its own either way. Null when there is none.
 */
export function stageThrottle(
  settings: Readonly<Record<string, MethodSetting>>,
  names: readonly string[],
): ThrottleSettings | null {
  for (const setting of [settingOf(settings, names), settings['*/*']]) {
    if (setting?.throttlingRateLimit == null) continue;
    const rateLimit = setting.throttlingRateLimit;
    return { rateLimit, burstLimit: setting.throttlingBurstLimit ?? Math.ceil(rateLimit) };
  }
  return null;
}

/** The throttle that a plan puts on one method of a stage, for each key apart. */
export function planMethodThrottle(
  throttles: Readonly<Record<string, ThrottleSettings>>,
  names: readonly string[],
): ThrottleSettings | null {
  return settingOf(throttles, names) ?? null;
}
