import { z } from 'zod';

/** Model names are alphanumeric in AWS API Gateway. */
export const modelNameSchema = z
  .string()
  .min(1, 'A model needs a name.')
  .max(128)
  .regex(/^[a-zA-Z0-9]+$/, 'A model name has letters and digits only.');

/** Largest model schema, in characters. */
export const modelSchemaMaxLength = 400 * 1024;

export const modelSchema = z.object({
  id: z.string(),
  name: modelNameSchema,
  description: z.string().max(1024).nullable(),
  contentType: z.string().min(1),
  /** JSON Schema as text: draft-04 as AWS, or 2020-12 when its `$schema` says so. References: `#/definitions/..` or another model's URL. */
  schema: z.string().max(modelSchemaMaxLength),
});
export type Model = z.infer<typeof modelSchema>;

export const requestValidatorSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(128),
  validateRequestBody: z.boolean(),
  validateRequestParameters: z.boolean(),
});
export type RequestValidator = z.infer<typeof requestValidatorSchema>;

/**
 * How one model's schema names another of the same API. AWS writes a full URL
 * (`https://apigateway.amazonaws.com/restapis/{apiId}/models/{name}`); both that and this short form are understood.
 */
export function modelReference(name: string): string {
  return `#/models/${name}`;
}
