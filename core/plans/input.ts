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

/** `{path}/{HTTP method}` as AWS usage plans name a method, such as `/pets/{petId}/GET`. */
const throttledMethodSchema = z
  .string()
  .max(2100)
  .regex(/^\/.*\/(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY)$/, 'A method is written {path}/{HTTP method}.');

/** AWS's most throttles of single methods for a stage of a plan. */
export const methodThrottlesMax = 20;

const methodThrottlesSchema = z
  .record(throttledMethodSchema, throttleSettingsSchema)
  .refine((throttle) => Object.keys(throttle).length <= methodThrottlesMax, {
    message: `A plan has at most ${methodThrottlesMax} method throttles for a stage.`,
  });

/** A name under which AWS Marketplace sells a plan. */
const productCodeSchema = z.string().max(256).nullable();

export const createPlanInput = z.object({
  name: planNameSchema,
  description: descriptionSchema.optional(),
  throttle: throttleSettingsSchema.nullable().optional(),
  quota: quotaSettingsSchema.nullable().optional(),
  /** Stages that the plan opens from the start. */
  stages: z
    .array(z.object({ ...stageReference, throttle: methodThrottlesSchema.default({}) }))
    .max(100)
    .default([]),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
});

/** A field left out stays as it is; null takes the throttle or the quota away. */
export const updatePlanInput = planIdInput.extend({
  name: planNameSchema.optional(),
  description: descriptionSchema.optional(),
  throttle: throttleSettingsSchema.nullable().optional(),
  quota: quotaSettingsSchema.nullable().optional(),
  productCode: productCodeSchema.optional(),
  /** Stages that the plan closes, and then those that it opens or throttles anew. */
  closeStages: z.array(z.object(stageReference)).max(100).default([]),
  putStages: z
    .array(z.object({ ...stageReference, throttle: methodThrottlesSchema }))
    .max(100)
    .default([]),
});

export const deletePlanInput = planIdInput.extend({
  /** Refuses while the plan opens stages. */
  onlyClosed: z.boolean().default(false),
});

/** Plans by id, one of them, or those of a key: at most `limit`, after one of them. */
export const listUsagePlansInput = z.object({
  limit: z.number().int().min(1).max(501),
  after: z.string().max(64).nullable(),
  planId: z.string().max(64).optional(),
  keyId: z.string().max(64).optional(),
});

export const planStageInput = planIdInput.extend(stageReference);

/** Null removes the throttle. */
export const setMethodThrottleInput = planStageInput.extend({
  method: throttledMethodSchema,
  throttle: throttleSettingsSchema.nullable(),
});

export const planKeyInput = planIdInput.extend({ keyId: idSchema });

/** What a key has left of its quota in the current period, in requests; more than the limit is allowed. */
export const extendUsageInput = planKeyInput.extend({ remaining: z.number().int().min(0).max(2_147_483_647) });

/** The usage of keys by id, one of them or at most `limit`, after one of them. */
export const usageByKeyInput = planIdInput
  .extend({
    keyId: z.string().max(64).optional(),
    limit: z.number().int().min(1).max(501),
    after: z.string().max(64).nullable(),
  })
  .and(usageRangeInput);

export const planUsageInput = planIdInput.extend({ keyId: idSchema.optional() }).and(usageRangeInput);
