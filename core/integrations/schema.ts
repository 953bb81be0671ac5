import { z } from 'zod';

export const integrationTypes = ['HTTP', 'HTTP_PROXY', 'MOCK', 'AWS', 'AWS_PROXY'] as const;
export type IntegrationType = (typeof integrationTypes)[number];

export const passthroughBehaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
export const contentHandlings = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

/** Limits of AWS API Gateway's integration timeout; the default is the maximum. */
export const integrationTimeoutMs = { min: 50, max: 29_000, default: 29_000 } as const;

/** Largest mapping template, in characters. */
export const templateMaxLength = 300 * 1024;

/** Mapping templates by content type. */
export const templatesSchema = z.record(z.string().min(1), z.string().max(templateMaxLength));

/** Parameter mappings: target expression to source expression or 'static value'. */
export const parameterMappingSchema = z.record(z.string().min(1), z.string());

export const integrationResponseSchema = z.object({
  statusCode: z.string().regex(/^[1-5]\d\d$/, 'A status code has three digits.'),
  /** Regular expression against the HTTP status (HTTP) or the Lambda error; null or empty marks the default response. */
  selectionPattern: z.string().max(1024).nullable(),
  responseParameters: parameterMappingSchema,
  responseTemplates: templatesSchema,
  contentHandling: z.enum(contentHandlings).nullable(),
});
export type IntegrationResponse = z.infer<typeof integrationResponseSchema>;

export const integrationSchema = z.object({
  type: z.enum(integrationTypes),
  /** The backend's HTTP method; null for MOCK. */
  httpMethod: z.string().nullable(),
  uri: z.string().max(4096).nullable(),
  connectionType: z.enum(['INTERNET', 'VPC_LINK']),
  connectionId: z.string().nullable(),
  credentials: z.string().nullable(),
  requestParameters: parameterMappingSchema,
  requestTemplates: templatesSchema,
  passthroughBehavior: z.enum(passthroughBehaviors),
  contentHandling: z.enum(contentHandlings).nullable(),
  timeoutInMillis: z
    .number()
    .int()
    .min(integrationTimeoutMs.min, `The timeout is at least ${integrationTimeoutMs.min} ms.`)
    .max(integrationTimeoutMs.max, `The timeout is at most ${integrationTimeoutMs.max} ms.`),
  cacheNamespace: z.string().nullable(),
  cacheKeyParameters: z.array(z.string()),
  tlsConfig: z.object({ insecureSkipVerification: z.boolean() }).nullable(),
  responseTransferMode: z.enum(['BUFFERED', 'STREAM']),
  integrationResponses: z.array(integrationResponseSchema),
});
export type Integration = z.infer<typeof integrationSchema>;

/** A MOCK integration that answers 200: what a new method starts with. */
export function mockIntegration(): Integration {
  return {
    type: 'MOCK',
    httpMethod: null,
    uri: null,
    connectionType: 'INTERNET',
    connectionId: null,
    credentials: null,
    requestParameters: {},
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    passthroughBehavior: 'WHEN_NO_MATCH',
    contentHandling: null,
    timeoutInMillis: integrationTimeoutMs.default,
    cacheNamespace: null,
    cacheKeyParameters: [],
    tlsConfig: null,
    responseTransferMode: 'BUFFERED',
    integrationResponses: [
      {
        statusCode: '200',
        selectionPattern: null,
        responseParameters: {},
        responseTemplates: {},
        contentHandling: null,
      },
    ],
  };
}
