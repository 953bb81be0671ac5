import { z } from 'zod';
import { requestSampleSchema, usageDeltaSchema, type SeriesPoint } from './event.ts';
import { packedSeriesSchema, unpackSeries } from './packed-series.ts';

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
  usage: z.array(usageDeltaSchema),
  /** Samples and points that the node had to drop because the control plane was away for long. */
  dropped: z.number().int().nonnegative(),
});
export type TelemetryBatch = z.output<typeof telemetryBatchSchema>;
/** A batch as it is sent: its series packed. */
export type PackedBatch = z.input<typeof telemetryBatchSchema>;
