import { z } from 'zod';
import { integrationSchema } from '../integrations/schema.ts';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'] as const;
export const httpMethodSchema = z.enum(httpMethods);
export type HttpMethod = z.infer<typeof httpMethodSchema>;

export const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS', 'JWT'] as const;

export const methodResponseSchema = z.object({
  statusCode: z.string().regex(/^[1-5]\d\d$/, 'A status code has three digits.'),
  /** `method.response.header.{name}` to whether the header is required. */
  responseParameters: z.record(z.string(), z.boolean()),
  /** Content type to model name. */
  responseModels: z.record(z.string(), z.string()),
});
export type MethodResponse = z.infer<typeof methodResponseSchema>;

export const methodSchema = z.object({
  resourceId: z.string(),
  httpMethod: httpMethodSchema,
  authorizationType: z.enum(authorizationTypes),
  authorizerId: z.string().nullable(),
  authorizationScopes: z.array(z.string()),
  apiKeyRequired: z.boolean(),
  /** A human-friendly identifier: the method's name in generated SDKs. */
  operationName: z.string().max(256).nullable(),
  requestValidatorId: z.string().nullable(),
  /** `method.request.{path|querystring|header}.{name}` to whether the parameter is required. */
  requestParameters: z.record(z.string(), z.boolean()),
  /** Content type to model name. */
  requestModels: z.record(z.string(), z.string()),
  methodResponses: z.array(methodResponseSchema),
  integration: integrationSchema.nullable(),
});
export type Method = z.infer<typeof methodSchema>;

/** The key that names a method in method settings, routes and telemetry: `GET /pets/{petId}`. */
export function methodKey(httpMethod: string, path: string): string {
  return `${httpMethod} ${path}`;
}

/** The parts of a `method.request.header.Accept`-like name, or null when it is none. */
export function parseRequestParameter(name: string): { in: 'path' | 'querystring' | 'header'; name: string } | null {
  const match = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(name);
  if (!match) return null;
  return { in: match[1] as 'path' | 'querystring' | 'header', name: match[2] ?? '' };
}
