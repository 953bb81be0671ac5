import { z } from 'zod';
import { pageInput } from '../paging.ts';
import { variants } from '../stages/canary.ts';

const idSchema = z.string().min(1).max(128);

/** Which traffic is meant: all of the workspace, an API, a stage, one side of it, a method, a key. */
export const trafficFilter = z.object({
  apiId: idSchema.optional(),
  stageName: idSchema.optional(),
  variant: z.enum(variants).optional(),
  /** With `resource`: one method of an API. */
  httpMethod: z.string().min(1).max(16).optional(),
  resource: z.string().max(2048).optional(),
  keyId: idSchema.optional(),
});
export type TrafficFilter = z.infer<typeof trafficFilter>;

const narrows = (filter: TrafficFilter) =>
  (filter.apiId !== undefined || (filter.stageName ?? filter.variant ?? filter.httpMethod) === undefined) &&
  (filter.httpMethod === undefined) === (filter.resource === undefined) &&
  (filter.httpMethod === undefined || filter.keyId === undefined);

const narrowsMessage = {
  message: 'A stage, a side or a method belongs to an API; a method has a verb and a resource and is not split by key.',
};

const maxRangeMs = 800 * 86_400_000;

const timeRange = z
  .object({ from: z.date(), to: z.date() })
  .refine(({ from, to }) => from < to, { message: 'The range begins before its end.', path: ['from'] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= maxRangeMs, {
    message: 'A range holds at most 800 days.',
    path: ['to'],
  });

export const seriesInput = trafficFilter.refine(narrows, narrowsMessage).and(timeRange);

export const breakdowns = ['api', 'stage', 'method', 'key', 'variant'] as const;
export type Breakdown = (typeof breakdowns)[number];

export const breakdownInput = trafficFilter
  .pick({ apiId: true, stageName: true, variant: true })
  .extend({ by: z.enum(breakdowns), limit: z.number().int().min(1).max(100).default(20) })
  .refine(narrows, narrowsMessage)
  .and(timeRange);

export const statusClasses = ['2xx', '3xx', '4xx', '5xx', 'failed'] as const;

/** `failed` are the 4xx and 5xx together. */
export const samplesInput = pageInput
  .extend(trafficFilter.shape)
  .extend({ statusClass: z.enum(statusClasses).optional(), from: z.date().optional(), to: z.date().optional() });

export const sampleInput = z.object({ requestId: idSchema });

export const liveInput = trafficFilter.pick({ apiId: true, stageName: true }).refine(narrows, narrowsMessage);

export const overviewInput = timeRange;
