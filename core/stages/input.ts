import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { tagsSchema } from '../tags/schema.ts';
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

const description = z.string().max(1024).nullable();
const deploymentId = z.string().min(1).max(64);

export const canaryInput = z.object({
  percentTraffic: canarySettingsSchema.shape.percentTraffic,
  stageVariableOverrides: stageVariablesSchema.default({}),
  useStageCache: z.boolean().default(false),
  stickiness: canaryStickinessSchema.nullable().default(null),
});

const placedCanary = canaryInput.extend({ deploymentId });

/** Settings of a stage that AWS's clients set with a deployment; a field left out stays as it is. */
export const deployedStageInput = z.object({
  description: description.optional(),
  variables: stageVariablesSchema.optional(),
  cacheClusterEnabled: z.boolean().optional(),
  /** Gigabytes. */
  cacheClusterSize: z.enum(cacheClusterSizes).nullable().optional(),
  /** Kept for AWS's clients: nodes write no traces. */
  tracingEnabled: z.boolean().optional(),
});

const references = {
  /** A documentation version of the API. */
  documentationVersion: z.string().min(1).max(64).nullable().optional(),
  clientCertificateId: z.string().min(1).max(64).nullable().optional(),
};

export const createStageInput = stageIdInput.extend({
  ...deployedStageInput.shape,
  ...references,
  deploymentId,
  canary: placedCanary.nullable().default(null),
  tags: tagsSchema.default({}),
});

const accessLogSettings = accessLogSettingsSchema.extend({
  format: accessLogSettingsSchema.shape.format.superRefine((format, context) => {
    for (const message of accessLogFormatProblems(format)) context.addIssue({ code: 'custom', message });
  }),
});

/** Settings of a stage that apply at once; a field left out stays as it is. */
export const updateStageInput = stageIdInput.extend({
  ...deployedStageInput.shape,
  ...references,
  expectedRevision: z.number().int(),
  deploymentId: deploymentId.optional(),
  /** Replaces the whole canary; null ends it. */
  canary: placedCanary.nullable().optional(),
  methodSettings: z.record(z.string().min(1).max(1024), methodSettingSchema).optional(),
  accessLogSettings: accessLogSettings.nullable().optional(),
  /** The gateway groups that serve the stage; none means all. */
  groupIds: z.array(z.string().max(64)).max(100).optional(),
});

/** A field left out stays as it is. */
export const setCanaryInput = stageIdInput.extend({
  percentTraffic: canarySettingsSchema.shape.percentTraffic.optional(),
  stageVariableOverrides: stageVariablesSchema.optional(),
  useStageCache: z.boolean().optional(),
  stickiness: canaryStickinessSchema.nullable().optional(),
});

export const rollbackStageInput = stageIdInput.extend({ deploymentId });

export const listStageRecordsInput = apiIdInput.extend({ deploymentId: deploymentId.optional() });

export const stageEventsInput = stageIdInput.extend(pageInput.omit({ search: true }).shape);
