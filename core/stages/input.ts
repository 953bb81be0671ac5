import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { canarySettingsSchema, methodSettingSchema, stageNameSchema } from './schema.ts';
import { stageVariablesSchema } from './variables.ts';

export const stageIdInput = apiIdInput.extend({ stageName: stageNameSchema });

const description = z.string().max(1024).nullable();
const deploymentId = z.string().min(1).max(64);

export const createStageInput = stageIdInput.extend({
  deploymentId,
  description: description.default(null),
  variables: stageVariablesSchema.default({}),
});

/** Settings of a stage that apply at once; a field left out stays as it is. */
export const updateStageInput = stageIdInput.extend({
  expectedRevision: z.number().int(),
  description: description.optional(),
  variables: stageVariablesSchema.optional(),
  methodSettings: z.record(z.string().min(1).max(1024), methodSettingSchema).optional(),
  /** The gateway groups that serve the stage; none means all. */
  groupIds: z.array(z.string().max(64)).max(100).optional(),
});

export const canaryInput = z.object({
  percentTraffic: canarySettingsSchema.shape.percentTraffic,
  stageVariableOverrides: stageVariablesSchema.default({}),
});

export const setCanaryInput = stageIdInput.extend(canaryInput.partial().shape).extend({
  stageVariableOverrides: stageVariablesSchema.optional(),
});

export const rollbackStageInput = stageIdInput.extend({ deploymentId });

export const stageEventsInput = stageIdInput.extend(pageInput.omit({ search: true }).shape);
