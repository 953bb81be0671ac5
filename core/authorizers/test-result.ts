import { z } from 'zod';

/** The outcome of an authorizer's test: what it said of a request, and the answer that its caller would get. */
export const authorizerTestResultSchema = z.object({
  /** 200 when the authorizer answered, whatever its policy says; else what a caller would get, such as 401 or 500. */
  clientStatus: z.number().int(),
  principalId: z.string().nullable(),
  /** The policy that the authorizer answered with, as JSON text. */
  policy: z.string().nullable(),
  /** What methods would see below `$context.authorizer`. */
  context: z.record(z.string(), z.string()),
  /** The claims of the token, of authorizers that read one themselves. */
  claims: z.record(z.string(), z.string()),
  /** What happened, line by line: for the authorizer's author only. */
  log: z.string(),
  latencyMs: z.number(),
  nodeName: z.string(),
});
export type AuthorizerTestResult = z.infer<typeof authorizerTestResultSchema>;
