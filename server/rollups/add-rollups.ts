import { type RollupRow, mergeCounts, rollupKeyText } from '#core/telemetry/rollup.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';
import { type StoredCounts, type StoredKey, countsOf, keyOf } from './rollup-columns.ts';

/** Rows in one statement: its parameters stay within a few megabytes. */
const atOnce = 2000;

/** Adds counts to the rollups: one read and one write for all rows. The caller holds `lockTelemetry`. */
export async function addRollups(tx: Tx, rows: readonly RollupRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += atOnce) {
    const chunk = rows.slice(start, start + atOnce);
    const stored = await readRows(tx, chunk);
    await writeRows(
      tx,
      chunk.map((row) => {
        const known = stored.get(rollupKeyText(row));
        return known ? { ...row, ...mergeCounts(known, row) } : row;
      }),
    );
  }
}

/** The keys as a table: one array for each column. */
function keyColumns(rows: readonly RollupRow[]): Prisma.Sql {
  const column = (of: (row: RollupRow) => string) => rows.map(of);
  return Prisma.sql`
    ${column((row) => row.workspaceId)}::text[], ${column((row) => row.level)}::text[],
    ${column((row) => row.resolution)}::text[], ${column((row) => row.apiId)}::text[],
    ${column((row) => row.stageName)}::text[], ${column((row) => row.variant)}::text[],
    ${column((row) => row.member)}::text[],
    ${column((row) => new Date(row.bucketMs).toISOString().slice(0, -1))}::timestamp(3)[]`;
}

async function readRows(tx: Tx, rows: readonly RollupRow[]): Promise<Map<string, RollupRow>> {
  const stored = await tx.$queryRaw<(StoredKey & StoredCounts)[]>`
    SELECT r.* FROM unnest(${keyColumns(rows)})
      AS k("workspaceId", "level", "resolution", "apiId", "stageName", "variant", "member", "bucket")
    JOIN "Rollup" r USING ("workspaceId", "level", "resolution", "apiId", "stageName", "variant", "member", "bucket")`;
  return new Map(
    stored.map((row) => {
      const key = keyOf(row);
      return [rollupKeyText(key), { ...key, ...countsOf(row) }];
    }),
  );
}

const maxInt = 2_147_483_647;

/** Buckets travel as the text of an array: PostgreSQL would flatten an array of arrays. */
function asArrayText(buckets: readonly number[]): string {
  return `{${buckets.map((value) => Math.min(value, maxInt)).join(',')}}`;
}

async function writeRows(tx: Tx, rows: readonly RollupRow[]): Promise<void> {
  const numbers = (of: (row: RollupRow) => number) => rows.map(of);
  const texts = (of: (row: RollupRow) => string) => rows.map(of);
  await tx.$executeRaw`
    INSERT INTO "Rollup" ("workspaceId", "level", "resolution", "apiId", "stageName", "variant", "member", "bucket",
      "count", "count4xx", "count5xx", "cacheHits", "cacheMisses",
      "latencySum", "latencyBuckets", "integrationLatencySum", "integrationLatencyBuckets")
    SELECT w, l, r, a, s, v, m, b, c, c4, c5, h, x, ls, lb::int[], i, ib::int[]
    FROM unnest(${keyColumns(rows)},
      ${numbers((row) => row.count)}::bigint[], ${numbers((row) => row.count4xx)}::bigint[],
      ${numbers((row) => row.count5xx)}::bigint[], ${numbers((row) => row.cacheHits)}::bigint[],
      ${numbers((row) => row.cacheMisses)}::bigint[],
      ${numbers((row) => row.latency.sum)}::float8[], ${texts((row) => asArrayText(row.latency.buckets))}::text[],
      ${numbers((row) => row.integrationLatency.sum)}::float8[],
      ${texts((row) => asArrayText(row.integrationLatency.buckets))}::text[])
      AS t(w, l, r, a, s, v, m, b, c, c4, c5, h, x, ls, lb, i, ib)
    ON CONFLICT ("workspaceId", "level", "resolution", "apiId", "stageName", "variant", "member", "bucket")
    DO UPDATE SET
      "count" = EXCLUDED."count", "count4xx" = EXCLUDED."count4xx", "count5xx" = EXCLUDED."count5xx",
      "cacheHits" = EXCLUDED."cacheHits", "cacheMisses" = EXCLUDED."cacheMisses",
      "latencySum" = EXCLUDED."latencySum", "latencyBuckets" = EXCLUDED."latencyBuckets",
      "integrationLatencySum" = EXCLUDED."integrationLatencySum",
      "integrationLatencyBuckets" = EXCLUDED."integrationLatencyBuckets"`;
}
