import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { modelSchema, requestValidatorSchema } from './schema.ts';

export const modelIdInput = apiIdInput.extend({ modelId: z.string().min(1).max(64) });

export const listModelsInput = apiIdInput.extend(pageInput.shape);

export const createModelInput = apiIdInput.extend({
  name: modelSchema.shape.name,
  description: modelSchema.shape.description.default(null),
  contentType: modelSchema.shape.contentType.max(256).default('application/json'),
  schema: modelSchema.shape.schema,
});

/** A model keeps its name: methods and other models refer to it. */
export const updateModelInput = modelIdInput.extend({
  expectedRevision: z.number().int(),
  description: modelSchema.shape.description.optional(),
  contentType: modelSchema.shape.contentType.max(256).optional(),
  schema: modelSchema.shape.schema.optional(),
});

export const validatorIdInput = apiIdInput.extend({ requestValidatorId: z.string().min(1).max(64) });

export const createValidatorInput = apiIdInput.extend(requestValidatorSchema.omit({ id: true }).shape);

export const updateValidatorInput = validatorIdInput.extend(requestValidatorSchema.omit({ id: true }).partial().shape);
