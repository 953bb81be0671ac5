import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pathPartSchema } from './schema.ts';

export const resourceIdInput = apiIdInput.extend({ resourceId: z.string().min(1).max(64) });

export const createResourceInput = apiIdInput.extend({
  parentId: z.string().min(1).max(64),
  pathPart: pathPartSchema,
});

/** What is left out stays as it is. */
export const updateResourceInput = resourceIdInput.extend({
  pathPart: pathPartSchema.optional(),
  parentId: z.string().min(1).max(64).optional(),
});
