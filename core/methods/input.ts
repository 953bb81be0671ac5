import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { resourceIdInput } from '../resources/input.ts';
import { httpMethodSchema, methodSchema } from './schema.ts';

export const methodIdInput = resourceIdInput.extend({ httpMethod: httpMethodSchema });

/** What an edit of a method may change; a field left out stays as it is, a field given replaces the whole of it. */
export const methodPatchSchema = methodSchema.omit({ resourceId: true, httpMethod: true }).partial();
export type MethodPatch = z.infer<typeof methodPatchSchema>;

export const createMethodInput = methodIdInput.extend({
  /** What the method has instead of a new method's own. */
  patch: methodPatchSchema.default({}),
});

export const listMethodsInput = apiIdInput.extend({ resourceIds: z.array(z.string().min(1).max(64)).max(500) });

export const updateMethodInput = methodIdInput.extend({
  /** The revision that the edit was made on. */
  expectedRevision: z.number().int(),
  patch: methodPatchSchema,
});
