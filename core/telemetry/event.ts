import { z } from 'zod';
import { gatewayResponseTypes, type GatewayResponseType } from '../gateway-responses/schema.ts';
import { variants } from '../stages/canary.ts';
import { sketchSchema } from './sketch.ts';

/** CONTRACT 2, up: what nodes tell the control plane of the traffic they served. */

/** A method on one side of a stage. Requests that matched no route have the empty `resource`. */
export const methodNameSchema = z.object({
  workspaceId: z.string(),
  apiId: z.string(),
  stageName: z.string(),
  variant: z.enum(variants),
  httpMethod: z.string().max(16),
  resource: z.string().max(2048),
});
export type MethodName = z.infer<typeof methodNameSchema>;

/** What a number is about. Requests without a key have the empty `keyId`. */
export const seriesKeySchema = methodNameSchema.extend({ keyId: z.string() });
export type SeriesKey = z.infer<typeof seriesKeySchema>;

export const seriesPointSchema = seriesKeySchema.extend({
  /** Start of the minute that the counts belong to, epoch ms. */
  minuteMs: z.number().int(),
  count: z.number().int().nonnegative(),
  count4xx: z.number().int().nonnegative(),
  count5xx: z.number().int().nonnegative(),
  cacheHits: z.number().int().nonnegative(),
  cacheMisses: z.number().int().nonnegative(),
  /** Whole time in the gateway, ms. */
  latency: sketchSchema,
  /** Time that the integration took, ms; only of requests that reached it. */
  integrationLatency: sketchSchema,
});
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

/** One request that was kept for people to look at: errors first, then some of the others. No header, query or body. */
export const requestSampleSchema = seriesKeySchema.extend({
  requestId: z.string(),
  atMs: z.number(),
  version: z.number().int(),
  path: z.string().max(2048),
  status: z.number().int(),
  /** The gateway response type when the gateway itself answered. */
  responseType: z.enum(gatewayResponseTypes as [GatewayResponseType, ...GatewayResponseType[]]).nullable(),
  /** The phase that answered, and why: for the API's team, never sent to the caller. */
  phase: z.string(),
  cause: z.string().max(1024).nullable(),
  latencyMs: z.number(),
  integrationLatencyMs: z.number().nullable(),
  sourceIp: z.string(),
  userAgent: z.string().max(256),
});
export type RequestSample = z.infer<typeof requestSampleSchema>;

export const usageDeltaSchema = z.object({
  workspaceId: z.string(),
  planId: z.string(),
  keyId: z.string(),
  /** UTC day, YYYY-MM-DD. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  used: z.number().int().nonnegative(),
});
export type UsageDelta = z.infer<typeof usageDeltaSchema>;
