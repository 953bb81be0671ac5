import { z } from 'zod';
import { requestSampleSchema, type SeriesPoint, type UsageDelta } from './event.ts';
import { packedSeriesSchema, unpackSeries } from './packed-series.ts';
import { packedUsageSchema, unpackUsage } from './packed-usage.ts';

/** A node sends a batch again until it is acknowledged; `bootId` and `batch` make the second delivery harmless. */
export const telemetryBatchSchema = z.object({
  nodeId: z.string(),
  bootId: z.string(),
  batch: z.number().int().positive(),
  series: z.array(packedSeriesSchema).transform((packed, context): SeriesPoint[] => {
    const points = unpackSeries(packed);
    if (points) return points;
    context.addIssue('The counts do not make up the points that are announced.');
    return z.NEVER;
  }),
  samples: z.array(requestSampleSchema),
  usage: z.array(packedUsageSchema).transform((packed, context): UsageDelta[] => {
    const deltas = unpackUsage(packed);
    if (deltas) return deltas;
    context.addIssue('There is not one number for each key.');
    return z.NEVER;
  }),
  /** Samples and points that the node had to drop because the control plane was away for long. */
  dropped: z.number().int().nonnegative(),
});
export type TelemetryBatch = z.output<typeof telemetryBatchSchema>;
/** A batch as it is sent: its series and its usage packed. */
export type PackedBatch = z.input<typeof telemetryBatchSchema>;
