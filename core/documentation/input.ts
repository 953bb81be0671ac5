import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { stageNameSchema } from '../stages/schema.ts';
import { locationProblem } from './location.ts';
import { documentationPartSchema } from './schema.ts';

/** Largest properties of one part, in characters. */
const propertiesMaxLength = 256 * 1024;

const locationSchema = documentationPartSchema.shape.location.superRefine((location, context) => {
  const problem = locationProblem(location);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

const propertiesSchema = z
  .string()
  .max(propertiesMaxLength)
  .refine(isJsonObject, 'The properties of a documentation part are a JSON object.');

const newPart = { location: locationSchema, properties: propertiesSchema };

export const partIdInput = apiIdInput.extend({ partId: z.string().min(1).max(64) });
export const createPartInput = apiIdInput.extend(newPart);
export const updatePartInput = partIdInput.extend({ properties: propertiesSchema });

/** Parts of a description: laid over those that there are, or in place of all of them. */
export const importPartsInput = apiIdInput.extend({
  parts: z.array(z.object(newPart)).max(20_000),
  mode: z.enum(['merge', 'overwrite']),
});

const versionSchema = z
  .string()
  .min(1, 'A documentation version needs a name.')
  .max(64)
  .regex(/^[\x21-\x2e\x30-\x7e]+$/, 'A documentation version has visible ASCII characters without a slash.');
const descriptionSchema = z.string().max(1024).nullable();

export const versionIdInput = apiIdInput.extend({ version: z.string().min(1).max(64) });

export const createVersionInput = apiIdInput.extend({
  version: versionSchema,
  description: descriptionSchema,
  /** The stage that shows it from now on. */
  stageName: stageNameSchema.nullable(),
});

export const updateVersionInput = versionIdInput.extend({ description: descriptionSchema });

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
