import { z } from 'zod';
import { authorizerSchema } from '../authorizers/schema.ts';
import { gatewayResponseSchema } from '../gateway-responses/schema.ts';
import { integrationSchema } from '../integrations/schema.ts';
import { authorizationTypes, httpMethodSchema, methodResponseSchema } from '../methods/schema.ts';
import { restApiSchema } from '../apis/schema.ts';
import { snapshotFormatVersion } from './format-version.ts';

/**
 * CONTRACT 1, the big half: what one deployment of an API is to a gateway node. Immutable, named by the hash of its
 * bytes (see hash.ts), holding no secret, no stage and no clock: the same design always compiles to the same snapshot.
 */
export const routeSchema = z.object({
  resourceId: z.string(),
  /** The resource's path, `/pets/{petId}`; a greedy parameter `{proxy+}` is always last. */
  path: z.string().startsWith('/'),
  httpMethod: httpMethodSchema,
  operationName: z.string().nullable(),
  authorizationType: z.enum(authorizationTypes),
  authorizerId: z.string().nullable(),
  authorizationScopes: z.array(z.string()),
  apiKeyRequired: z.boolean(),
  validation: z
    .object({
      body: z.boolean(),
      /** Parameters that must be present and not blank; null when parameters are not validated. */
      requiredParameters: z
        .array(z.object({ in: z.enum(['path', 'querystring', 'header']), name: z.string() }))
        .nullable(),
    })
    .nullable(),
  /** Content type to model name. */
  requestModels: z.record(z.string(), z.string()),
  methodResponses: z.array(methodResponseSchema),
  integration: integrationSchema,
});
export type Route = z.infer<typeof routeSchema>;

export const apiSnapshotSchema = z.object({
  formatVersion: z.literal(snapshotFormatVersion),
  api: restApiSchema.pick({
    id: true,
    name: true,
    apiKeySource: true,
    binaryMediaTypes: true,
    minimumCompressionSize: true,
    disableExecuteApiEndpoint: true,
    corsConfiguration: true,
    policy: true,
    behavior: true,
  }),
  /** Sorted by path, then verb. Every route is complete: a route that a node could serve only in part does not compile. */
  routes: z.array(routeSchema),
  /** Model name to its JSON Schema, with references to other models as `#/models/{name}`; only models that a route reaches. */
  models: z.record(z.string(), z.unknown()),
  authorizers: z.record(z.string(), authorizerSchema),
  gatewayResponses: z.array(gatewayResponseSchema),
});
export type ApiSnapshot = z.infer<typeof apiSnapshotSchema>;
