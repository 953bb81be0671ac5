import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { httpMethods } from '../methods/schema.ts';
import { stageNameSchema } from '../stages/schema.ts';
import { stageVariablesSchema } from '../stages/variables.ts';
import { testHeadersSchema, testQueryStringSchema } from '../test-calls/input.ts';
import { authorizerSchema, authorizerTtlSeconds, jwtConfigurationSchema } from './schema.ts';

export const authorizerIdInput = apiIdInput.extend({ authorizerId: z.string().min(1).max(64) });

// Without the default: a change would empty what it leaves out.
const settings = authorizerSchema
  .omit({ id: true })
  .partial()
  .extend({ jwtConfiguration: jwtConfigurationSchema.nullable().optional() });

/** What each type needs beyond this is checked on the whole authorizer (core/compile/check-authorizers.ts). */
export const createAuthorizerInput = apiIdInput.extend({
  ...settings.shape,
  name: authorizerSchema.shape.name,
  type: authorizerSchema.shape.type,
  authorizerResultTtlInSeconds: authorizerSchema.shape.authorizerResultTtlInSeconds.default(
    authorizerTtlSeconds.default,
  ),
});

export const updateAuthorizerInput = authorizerIdInput.extend({
  expectedRevision: z.number().int(),
  ...settings.shape,
});

/** A request to ask an authorizer about. */
export const testAuthorizerInput = authorizerIdInput.extend({
  httpMethod: z.enum(httpMethods).exclude(['ANY']).default('GET'),
  /** Below the stage, encoded, without a query string. */
  path: z
    .string()
    .max(4096)
    .regex(/^\/[\x21-\x7e]*$/, 'A path begins with / and is encoded.')
    .regex(/^[^?#]*$/, 'A path has no ? and no #.')
    .default('/'),
  queryString: testQueryStringSchema,
  headers: testHeadersSchema,
  /** Over those of the stage. */
  stageVariables: stageVariablesSchema.default({}),
  /** The stage as which the request is made: its variables and the nodes that serve it. */
  stageName: stageNameSchema.optional(),
});
