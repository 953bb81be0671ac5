import { z } from 'zod';
import { usageRangeInput } from '../keys/input.ts';
import { pageInput } from '../paging.ts';
import { quotaSettingsSchema, throttleSettingsSchema } from './schema.ts';

const planNameSchema = z.string().trim().min(1, 'A plan needs a name.').max(1024);
const descriptionSchema = z.string().max(1024).nullable();
const idSchema = z.string().min(1).max(64);

export const planIdInput = z.object({ planId: idSchema });

export const listPlansInput = pageInput;

export const planKeysInput = pageInput.extend(planIdInput.shape);

const stageReference = { apiId: idSchema, stageName: z.string().min(1).max(128) };

export const createPlanInput = z.object({
  name: planNameSchema,
  description: descriptionSchema.optional(),
  throttle: throttleSettingsSchema.nullable().optional(),
  quota: quotaSettingsSchema.nullable().optional(),
  /** Stages that the plan opens from the start. */
  stages: z.array(z.object(stageReference)).max(100).default([]),
});

/** A field left out stays as it is; null takes the throttle or the quota away. */
export const updatePlanInput = planIdInput.extend({
  name: planNameSchema.optional(),
  description: descriptionSchema.optional(),
  throttle: throttleSettingsSchema.nullable().optional(),
  quota: quotaSettingsSchema.nullable().optional(),
});

export const planStageInput = planIdInput.extend(stageReference);

/** `method` is `{path}/{HTTP method}` as AWS usage plans name it, such as `/pets/{petId}/GET`; null removes the throttle. */
export const setMethodThrottleInput = planStageInput.extend({
  method: z
    .string()
    .max(2100)
    .regex(/^\/.*\/(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY)$/, 'A method is written {path}/{HTTP method}.'),
  throttle: throttleSettingsSchema.nullable(),
});

export const planKeyInput = planIdInput.extend({ keyId: idSchema });

/** What a key has left of its quota in the current period, in requests; more than the limit is allowed. */
export const extendUsageInput = planKeyInput.extend({ remaining: z.number().int().min(0).max(2_147_483_647) });

export const planUsageInput = planIdInput.extend({ keyId: idSchema.optional() }).and(usageRangeInput);
