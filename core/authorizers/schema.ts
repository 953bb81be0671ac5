import { z } from 'zod';

export const authorizerTypes = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', 'JWT'] as const;

/** Whom a JWT authorizer trusts, as in AWS's HTTP APIs. */
export const jwtConfigurationSchema = z.object({
  /** The `iss` of tokens, under which `/.well-known/openid-configuration` is found. */
  issuer: z.url({ protocol: /^https?$/ }).max(512),
  /** Accepted values of `aud` or `client_id`; any one must match. */
  audience: z.array(z.string().min(1).max(512)).max(50),
});
export type JwtConfiguration = z.infer<typeof jwtConfigurationSchema>;

/** An authorizer's result may be cached for up to an hour; 0 turns the cache off. */
export const authorizerTtlSeconds = { min: 0, max: 3600, default: 300 } as const;

export const authorizerSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(128),
  type: z.enum(authorizerTypes),
  providerARNs: z.array(z.string()),
  authType: z.string().nullable(),
  /** Of a Lambda function in AWS's form, or an http or https URL with the same contract. */
  authorizerUri: z.string().nullable(),
  authorizerCredentials: z.string().nullable(),
  /** Comma-separated expressions such as `method.request.header.Authorization`. */
  identitySource: z.string().nullable(),
  identityValidationExpression: z.string().max(1024).nullable(),
  authorizerResultTtlInSeconds: z.number().int().min(authorizerTtlSeconds.min).max(authorizerTtlSeconds.max),
  /** Of type JWT only. */
  jwtConfiguration: jwtConfigurationSchema.nullable().default(null),
});
export type Authorizer = z.infer<typeof authorizerSchema>;

/** The authorization type of methods that use an authorizer of a type. */
export function authorizationTypeOf(type: Authorizer['type']): 'CUSTOM' | 'COGNITO_USER_POOLS' | 'JWT' {
  return type === 'COGNITO_USER_POOLS' || type === 'JWT' ? type : 'CUSTOM';
}
