import { z } from 'zod';
import { stageVariablesSchema } from './variables.ts';

export const stageNameSchema = z
  .string()
  .min(1, 'A stage needs a name.')
  .max(128)
  .regex(/^[a-zA-Z0-9_-]+$/, 'A stage name has letters, digits, - and _ only.');

// Settings of one method in a stage. Stages key them by `{path}/{method}`, with `~1` for `/` in the path as AWS writes
// it, and by two asterisks around a slash for all methods.
export const methodSettingSchema = z.object({
  throttlingRateLimit: z.number().min(0).nullable(),
  throttlingBurstLimit: z.number().int().min(0).nullable(),
  metricsEnabled: z.boolean(),
  loggingLevel: z.enum(['OFF', 'ERROR', 'INFO']),
  dataTraceEnabled: z.boolean(),
  cachingEnabled: z.boolean(),
  cacheTtlInSeconds: z.number().int().min(0).max(3600),
  cacheDataEncrypted: z.boolean(),
  requireAuthorizationForCacheControl: z.boolean(),
  unauthorizedCacheControlHeaderStrategy: z.enum([
    'FAIL_WITH_403',
    'SUCCEED_WITH_RESPONSE_HEADER',
    'SUCCEED_WITHOUT_RESPONSE_HEADER',
  ]),
  /** Sluice's own: callers with different API keys, tokens or cookies share cached responses. Left out: they do not. */
  cacheSharedByCallers: z.boolean().optional(),
});
export type MethodSetting = z.infer<typeof methodSettingSchema>;

/** The settings a method has when nothing else is said. */
export const defaultMethodSetting: MethodSetting = {
  throttlingRateLimit: null,
  throttlingBurstLimit: null,
  metricsEnabled: true,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** Memory of a stage's cache, gigabytes, as AWS sells it. */
export const cacheClusterSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'] as const;
export type CacheClusterSize = (typeof cacheClusterSizes)[number];

export const accessLogSettingsSchema = z.object({
  /** A line per request with `$context` variables; it holds `$context.requestId` or `$context.extendedRequestId`. */
  format: z.string().min(1).max(3072),
  /** Kept for AWS clients; nodes write to their own log. */
  destinationArn: z.string().max(1024).nullable(),
});
export type AccessLogSettings = z.infer<typeof accessLogSettingsSchema>;

/** What decides the side of a request when it must not be random: callers with the same value meet the same side. */
export const canaryStickinessSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('API_KEY') }),
  z.object({ by: z.literal('SOURCE_IP') }),
  z.object({ by: z.literal('HEADER'), header: z.string().min(1).max(128) }),
]);
export type CanaryStickiness = z.infer<typeof canaryStickinessSchema>;

export const canarySettingsSchema = z.object({
  /** Share of requests that the canary serves, 0.0 to 100.0. */
  percentTraffic: z.number().min(0).max(100),
  deploymentId: z.string(),
  stageVariableOverrides: stageVariablesSchema,
  useStageCache: z.boolean(),
  /** Null: at random for each request, as AWS does. */
  stickiness: canaryStickinessSchema.nullable().default(null),
});
export type CanarySettings = z.infer<typeof canarySettingsSchema>;
