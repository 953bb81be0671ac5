import { type RangePiece, coverRange } from '#core/telemetry/range.ts';
import { type Counts, type Resolution, mergeCounts } from '#core/telemetry/rollup.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '../db.ts';
import { type StoredCounts, countsOf } from './rollup-columns.ts';

export type GroupColumn = 'apiId' | 'stageName' | 'variant' | 'member';

/** The counts of a group; columns that it was not grouped by are empty. */
export type GroupSum = Record<GroupColumn, string> & { counts: Counts };

/**
 * The groups of a scope with the most requests in a span, and their counts. The database ranks the groups by number;
 * only those that are shown have their latencies merged.
 */
export async function sumGroups(
  db: Db,
  scope: Prisma.Sql,
  span: { fromMs: number; toMs: number; resolution: Resolution },
  groupBy: readonly GroupColumn[],
  limit: number,
): Promise<GroupSum[]> {
  const where = Prisma.sql`${scope} AND (${inPieces(coverRange(span.fromMs, span.toMs, span.resolution))})`;
  const group = Prisma.raw(groupBy.map((column) => `"${column}"`).join(', '));
  const ranked = await db.$queryRaw<Record<GroupColumn, string>[]>`
    SELECT ${group} FROM "Rollup" WHERE ${where}
    GROUP BY ${group} ORDER BY sum("count") DESC, ${group} LIMIT ${limit}`;
  if (ranked.length === 0) return [];
  // Each column by itself leads the index to the chosen series; all of them together are told apart below.
  const chosen = Prisma.join(
    groupBy.map((column) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ANY(${ranked.map((row) => row[column])})`),
    ' AND ',
  );
  const rows = await db.$queryRaw<(Record<GroupColumn, string> & StoredCounts)[]>`
    SELECT ${group}, "count", "count4xx", "count5xx", "cacheHits", "cacheMisses", "latencySum", "latencyBuckets",
           "integrationLatencySum", "integrationLatencyBuckets"
    FROM "Rollup" WHERE ${where} AND ${chosen}`;
  const name = (row: Record<GroupColumn, string>) => groupBy.map((column) => row[column]).join('\n');
  const sums = new Map<string, Counts>();
  for (const row of rows) {
    const known = sums.get(name(row));
    sums.set(name(row), known ? mergeCounts(known, countsOf(row)) : countsOf(row));
  }
  return ranked.flatMap((row) => {
    const counts = sums.get(name(row));
    const { apiId = '', stageName = '', variant = '', member = '' }: Partial<Record<GroupColumn, string>> = row;
    return counts ? [{ apiId, stageName, variant, member, counts }] : [];
  });
}

function inPieces(pieces: readonly RangePiece[]): Prisma.Sql {
  return Prisma.join(
    pieces.map(
      ({ resolution, fromMs, toMs }) =>
        Prisma.sql`("resolution" = ${resolution} AND "bucket" >= ${new Date(fromMs)} AND "bucket" < ${new Date(toMs)})`,
    ),
    ' OR ',
  );
}
