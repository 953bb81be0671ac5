import { z } from 'zod';

/** The 21 gateway response types of AWS API Gateway with their default status; null inherits the original status. */
export const gatewayResponseDefaults = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_PARAMETERS: 400,
  BAD_REQUEST_BODY: 400,
  DEFAULT_4XX: null,
  DEFAULT_5XX: null,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const satisfies Record<string, number | null>;

export type GatewayResponseType = keyof typeof gatewayResponseDefaults;
export const gatewayResponseTypes = Object.keys(gatewayResponseDefaults) as GatewayResponseType[];

/** A customised gateway response. Its templates are plain variable substitution, not VTL. */
export const gatewayResponseSchema = z.object({
  responseType: z.enum(gatewayResponseTypes as [GatewayResponseType, ...GatewayResponseType[]]),
  statusCode: z
    .string()
    .regex(/^[1-5]\d\d$/, 'A status code has three digits.')
    .nullable(),
  responseParameters: z.record(z.string(), z.string()),
  responseTemplates: z.record(z.string(), z.string()),
});
export type GatewayResponse = z.infer<typeof gatewayResponseSchema>;
