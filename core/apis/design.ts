import { z } from 'zod';
import { authorizerSchema } from '../authorizers/schema.ts';
import { documentationPartSchema } from '../documentation/schema.ts';
import { gatewayResponseSchema } from '../gateway-responses/schema.ts';
import { methodSchema } from '../methods/schema.ts';
import { modelSchema, requestValidatorSchema } from '../models/schema.ts';
import { resourceSchema } from '../resources/schema.ts';
import { type RestApi, restApiSchema } from './schema.ts';

export const designFormatVersion = 1;

/**
 * A whole API as plain data: what the console edits, OpenAPI imports to and exports from, and `compile` turns into a
 * snapshot. Order: resources by path, methods by path then verb, everything else by name, so that equal designs are
 * equal documents.
 */
export const designSchema = z.object({
  formatVersion: z.literal(designFormatVersion),
  api: restApiSchema,
  resources: z.array(resourceSchema),
  methods: z.array(methodSchema),
  models: z.array(modelSchema),
  requestValidators: z.array(requestValidatorSchema),
  authorizers: z.array(authorizerSchema),
  gatewayResponses: z.array(gatewayResponseSchema),
  documentationParts: z.array(documentationPartSchema),
});
export type Design = z.infer<typeof designSchema>;

/** A design with nothing in it but the API's settings. */
export function emptyDesign(api: RestApi): Design {
  return {
    formatVersion: designFormatVersion,
    api,
    resources: [],
    methods: [],
    models: [],
    requestValidators: [],
    authorizers: [],
    gatewayResponses: [],
    documentationParts: [],
  };
}
