import type { StepRange } from '#core/telemetry/range.ts';
import { type Counts, type Resolution, mergeCounts } from '#core/telemetry/rollup.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '../db.ts';
import { type StoredCounts, countsOf } from './rollup-columns.ts';

export type CountsAt = { atMs: number; counts: Counts };

/** The counts of a scope for each step of a range, in order; a step without traffic is missing. */
export async function readPoints(
  db: Db,
  scope: Prisma.Sql,
  { fromMs, toMs, stepMs, resolution }: StepRange & { resolution: Resolution },
): Promise<CountsAt[]> {
  const rows = await db.$queryRaw<({ bucket: Date } & StoredCounts)[]>`
    SELECT "bucket", "count", "count4xx", "count5xx", "cacheHits", "cacheMisses", "latencySum", "latencyBuckets",
           "integrationLatencySum", "integrationLatencyBuckets"
    FROM "Rollup"
    WHERE ${scope} AND "resolution" = ${resolution}
      AND "bucket" >= ${new Date(fromMs)} AND "bucket" < ${new Date(toMs)}
    ORDER BY "bucket"`;
  const points: CountsAt[] = [];
  for (const row of rows) {
    const atMs = Math.floor(row.bucket.getTime() / stepMs) * stepMs;
    const last = points.at(-1);
    if (last?.atMs === atMs) last.counts = mergeCounts(last.counts, countsOf(row));
    else points.push({ atMs, counts: countsOf(row) });
  }
  return points;
}
