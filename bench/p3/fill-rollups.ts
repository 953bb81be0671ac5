import type { Client } from 'pg';

const days = 30;
const hoursPerDay = 24;

/**
 * Writes about `count` rollup rows of the last 30 days: each hour and day of the workspace, of every stage, and of every
 * method of as many APIs as it takes. Each row has a sketch of eight buckets. Returns how many rows there are.
 */
export async function fillRollups(sql: Client, workspaceId: string, count: number): Promise<number> {
  const apis = await sql.query<{ id: string }>('SELECT "id" FROM "RestApi" WHERE "workspaceId" = $1 ORDER BY "id"', [
    workspaceId,
  ]);
  const ids = apis.rows.map(({ id }) => id);
  const perSeries = days * (hoursPerDay + 1);
  const methods = await methodNames(sql, ids[0] ?? '');
  const busy = Math.min(ids.length, Math.ceil((count / perSeries - ids.length - 1) / methods.length));
  for (const [resolution, step] of [
    ['HOUR', '1 hour'],
    ['DAY', '1 day'],
  ] as const) {
    const insert = (level: string, apiIds: string[], stageName: string, variant: string, members: string[]) =>
      sql.query(
        `INSERT INTO "Rollup" ("workspaceId", "level", "resolution", "apiId", "stageName", "variant", "member", "bucket",
           "count", "count4xx", "count5xx", "cacheHits", "cacheMisses", "latencySum", "latencyBuckets",
           "integrationLatencySum", "integrationLatencyBuckets")
         SELECT $1, $2, $3, api, $4, $5, member, bucket, 360, 12, 3, 0, 0, 7200,
           ARRAY[100, 40, 110, 80, 120, 120, 125, 60, 130, 30, 140, 20, 150, 7, 160, 3], 5400,
           ARRAY[95, 40, 105, 80, 115, 120, 120, 60, 125, 30, 135, 20, 145, 7, 155, 3]
         FROM unnest($6::text[]) api, unnest($7::text[]) member,
           generate_series(date_trunc('day', now() AT TIME ZONE 'utc') - $8::interval,
             now() AT TIME ZONE 'utc', $9::interval) bucket`,
        [workspaceId, level, resolution, stageName, variant, apiIds, members, `${days} days`, step],
      );
    await insert('WORKSPACE', [''], '', '', ['']);
    await insert('STAGE', ids, 'prod', 'stable', ['']);
    for (const id of ids.slice(0, busy)) await insert('METHOD', [id], 'prod', 'stable', methods);
  }
  await sql.query('VACUUM ANALYZE "Rollup"');
  const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM "Rollup"');
  return Number(rows[0]?.count);
}

async function methodNames(sql: Client, apiId: string): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT m."httpMethod" || ' ' || r."path" AS "name"
     FROM "Method" m JOIN "Resource" r ON r."id" = m."resourceId" AND r."apiId" = m."apiId"
     WHERE m."apiId" = $1 ORDER BY 1`,
    [apiId],
  );
  return rows.map(({ name }) => name);
}
