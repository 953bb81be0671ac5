import type { Db, Tx } from '../db.ts';

/** How much a resource holds, itself included. */
export async function countSubtree(
  store: Db | Tx,
  { apiId, id, path }: { apiId: string; id: string; path: string },
): Promise<{ resources: number; methods: number }> {
  // Not LIKE: a path may hold its wildcards, % and _.
  const [counts] = await store.$queryRaw<{ resources: number; methods: number }[]>`
    SELECT count(DISTINCT r."id")::int AS "resources", count(m."httpMethod")::int AS "methods"
    FROM "Resource" r LEFT JOIN "Method" m ON m."apiId" = r."apiId" AND m."resourceId" = r."id"
    WHERE r."apiId" = ${apiId} AND (r."id" = ${id} OR starts_with(r."path", ${`${path}/`}))`;
  return counts ?? { resources: 0, methods: 0 };
}
