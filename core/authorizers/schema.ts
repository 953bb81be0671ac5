import { z } from 'zod';

export const authorizerTypes = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const;

/** An authorizer's result may be cached for up to an hour; 0 turns the cache off. */
export const authorizerTtlSeconds = { min: 0, max: 3600, default: 300 } as const;

export const authorizerSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(128),
  type: z.enum(authorizerTypes),
  providerARNs: z.array(z.string()),
  authType: z.string().nullable(),
  authorizerUri: z.string().nullable(),
  authorizerCredentials: z.string().nullable(),
  /** Comma-separated expressions such as `method.request.header.Authorization`. */
  identitySource: z.string().nullable(),
  identityValidationExpression: z.string().max(1024).nullable(),
  authorizerResultTtlInSeconds: z.number().int().min(authorizerTtlSeconds.min).max(authorizerTtlSeconds.max),
});
export type Authorizer = z.infer<typeof authorizerSchema>;
