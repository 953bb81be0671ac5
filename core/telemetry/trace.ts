import { z } from 'zod';

/** What one phase of the pipeline did with a request. Times in ms. */
export const phaseTraceSchema = z.object({
  phase: z.string(),
  /** `passed` went on, `skipped` had nothing to do, `answered` ended the request, `failed` ended it with a gateway response. */
  outcome: z.enum(['passed', 'skipped', 'answered', 'failed']),
  durationMs: z.number(),
  /** One sentence of why, for people. */
  summary: z.string(),
  /** What the phase saw and made, as text by name: matched resource, template input and output, upstream request and answer. */
  detail: z.record(z.string(), z.string()),
});
export type PhaseTrace = z.infer<typeof phaseTraceSchema>;

/** The outcome of a test call: the response that a caller would have got, and how it came about. */
export const testResultSchema = z.object({
  status: z.number().int(),
  rawHeaders: z.array(z.string()),
  /** The body as text, or as base64 when it is not valid UTF-8. */
  body: z.string(),
  bodyEncoding: z.enum(['text', 'base64']),
  truncated: z.boolean(),
  latencyMs: z.number(),
  phases: z.array(phaseTraceSchema),
  nodeName: z.string(),
});
export type TestResult = z.infer<typeof testResultSchema>;
