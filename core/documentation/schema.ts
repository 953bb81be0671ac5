import { z } from 'zod';

export const documentationPartTypes = [
  'API',
  'AUTHORIZER',
  'MODEL',
  'RESOURCE',
  'METHOD',
  'PATH_PARAMETER',
  'QUERY_PARAMETER',
  'REQUEST_HEADER',
  'REQUEST_BODY',
  'RESPONSE',
  'RESPONSE_HEADER',
  'RESPONSE_BODY',
] as const;

/** A piece of documentation, attached to a place of the API; `properties` is a JSON object as text. */
export const documentationPartSchema = z.object({
  id: z.string(),
  location: z.object({
    type: z.enum(documentationPartTypes),
    path: z.string().nullable(),
    method: z.string().nullable(),
    statusCode: z.string().nullable(),
    name: z.string().nullable(),
  }),
  properties: z.string(),
});
export type DocumentationPart = z.infer<typeof documentationPartSchema>;
