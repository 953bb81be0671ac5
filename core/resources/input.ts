import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pathPartSchema } from './schema.ts';

export const resourceIdInput = apiIdInput.extend({ resourceId: z.string().min(1).max(64) });

export const createResourceInput = apiIdInput.extend({
  parentId: z.string().min(1).max(64),
  pathPart: pathPartSchema,
});

export const updateResourceInput = resourceIdInput.extend({ pathPart: pathPartSchema });

export const moveResourceInput = resourceIdInput.extend({ parentId: z.string().min(1).max(64) });
