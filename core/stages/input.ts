import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { accessLogFormatProblems } from './access-log-problems.ts';
import {
  accessLogSettingsSchema,
  cacheClusterSizes,
  canarySettingsSchema,
  canaryStickinessSchema,
  methodSettingSchema,
  stageNameSchema,
} from './schema.ts';
import { stageVariablesSchema } from './variables.ts';

export const stageIdInput = apiIdInput.extend({ stageName: stageNameSchema });

export type CacheClusterSize = (typeof cacheClusterSizes)[number];

const description = z.string().max(1024).nullable();
const deploymentId = z.string().min(1).max(64);

export const createStageInput = stageIdInput.extend({
  deploymentId,
  description: description.default(null),
  variables: stageVariablesSchema.default({}),
});

const accessLogSettings = accessLogSettingsSchema.extend({
  format: accessLogSettingsSchema.shape.format.superRefine((format, context) => {
    for (const message of accessLogFormatProblems(format)) context.addIssue({ code: 'custom', message });
  }),
});

/** Settings of a stage that apply at once; a field left out stays as it is. */
export const updateStageInput = stageIdInput.extend({
  expectedRevision: z.number().int(),
  description: description.optional(),
  variables: stageVariablesSchema.optional(),
  methodSettings: z.record(z.string().min(1).max(1024), methodSettingSchema).optional(),
  cacheClusterEnabled: z.boolean().optional(),
  /** Gigabytes. */
  cacheClusterSize: z.enum(cacheClusterSizes).nullable().optional(),
  accessLogSettings: accessLogSettings.nullable().optional(),
  /** The gateway groups that serve the stage; none means all. */
  groupIds: z.array(z.string().max(64)).max(100).optional(),
});

export const canaryInput = z.object({
  percentTraffic: canarySettingsSchema.shape.percentTraffic,
  stageVariableOverrides: stageVariablesSchema.default({}),
  useStageCache: z.boolean().default(false),
  stickiness: canaryStickinessSchema.nullable().default(null),
});

/** A field left out stays as it is. */
export const setCanaryInput = stageIdInput.extend({
  percentTraffic: canarySettingsSchema.shape.percentTraffic.optional(),
  stageVariableOverrides: stageVariablesSchema.optional(),
  useStageCache: z.boolean().optional(),
  stickiness: canaryStickinessSchema.nullable().optional(),
});

export const rollbackStageInput = stageIdInput.extend({ deploymentId });

export const stageEventsInput = stageIdInput.extend(pageInput.omit({ search: true }).shape);
