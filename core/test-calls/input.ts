import { z } from 'zod';
import { httpMethods } from '../methods/schema.ts';
import { methodIdInput } from '../methods/input.ts';
import { stageNameSchema } from '../stages/schema.ts';
import { stageVariablesSchema } from '../stages/variables.ts';

/** Largest body of a test call, in characters. */
const bodyMaxLength = 6 * 1024 * 1024;

const headerSchema = z.object({
  name: z
    .string()
    .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'A header name has letters, digits and - only.')
    .max(256),
  value: z
    .string()
    .regex(/^[^\p{Cc}]*$/u, 'A header value has no line breaks.')
    .max(8192),
});

/** As after the `?`, encoded by whoever wrote it. */
export const testQueryStringSchema = z
  .string()
  .max(8192)
  .regex(/^[\x21-\x7e]*$/, 'Encode spaces and other characters, such as %20.')
  .regex(/^[^#]*$/, 'A query string has no #.')
  .default('');

export const testHeadersSchema = z.array(headerSchema).max(100).default([]);

export const runTestCallInput = methodIdInput.extend({
  /** The verb to call an ANY method with. */
  requestMethod: z.enum(httpMethods).exclude(['ANY']).optional(),
  /** By name without braces; a greedy parameter takes slashes. */
  pathParameters: z.record(z.string().max(128), z.string().max(4096)).default({}),
  queryString: testQueryStringSchema,
  headers: testHeadersSchema,
  body: z.string().max(bodyMaxLength).nullable().default(null),
  /** Over those of the stage. */
  stageVariables: stageVariablesSchema.default({}),
  /** The stage as which the call is made: its variables and the nodes that serve it. */
  stageName: stageNameSchema.optional(),
});
