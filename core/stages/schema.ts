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

export const canarySettingsSchema = z.object({
  /** Share of requests that the canary serves, 0.0 to 100.0. */
  percentTraffic: z.number().min(0).max(100),
  deploymentId: z.string(),
  stageVariableOverrides: stageVariablesSchema,
  useStageCache: z.boolean(),
});
export type CanarySettings = z.infer<typeof canarySettingsSchema>;
