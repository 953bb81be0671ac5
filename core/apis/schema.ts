import { z } from 'zod';
import { corsConfigurationSchema } from '../cors/schema.ts';

export const apiBehaviors = ['friendly', 'aws-strict'] as const;

export const restApiSchema = z.object({
  id: z.string(),
  protocolType: z.literal('REST'),
  name: z.string().trim().min(1, 'An API needs a name.').max(1024),
  description: z.string().max(1024).nullable(),
  version: z.string().max(64).nullable(),
  apiKeySource: z.enum(['HEADER', 'AUTHORIZER']),
  binaryMediaTypes: z.array(z.string()),
  /** Bytes from which responses are compressed; null is off. */
  minimumCompressionSize: z.number().int().min(0).max(10_485_760).nullable(),
  endpointConfiguration: z.object({
    types: z.array(z.enum(['EDGE', 'REGIONAL', 'PRIVATE'])),
    vpcEndpointIds: z.array(z.string()),
  }),
  disableExecuteApiEndpoint: z.boolean(),
  /** Null: the gateway adds no cross-origin headers of its own. */
  corsConfiguration: corsConfigurationSchema.nullable().default(null),
  /** The resource policy document as JSON text. */
  policy: z.string().max(8192).nullable(),
  tags: z.record(z.string(), z.string()),
  /** `friendly` gives precise errors and 404 for unknown paths; `aws-strict` answers as AWS does. */
  behavior: z.enum(apiBehaviors),
});
export type RestApi = z.infer<typeof restApiSchema>;
