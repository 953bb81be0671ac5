import { methodKey } from '#core/methods/schema.ts';
import { variants } from '#core/stages/canary.ts';
import type { TrafficFilter } from '#core/telemetry/input.ts';
import type { RollupLevel } from '#core/telemetry/rollup.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { findApi } from '../apis/find-api.ts';
import type { Db } from '../db.ts';
import { findKey } from '../keys/find-key.ts';

/** The condition on Rollup's rows that a filter means, at the level that answers it with the fewest rows. */
export async function trafficScope(db: Db, workspaceId: string, filter: TrafficFilter): Promise<Prisma.Sql> {
  const { apiId, httpMethod, resource, keyId } = filter;
  if (keyId !== undefined) return scopeOf(db, workspaceId, 'KEY', filter, keyId);
  if (httpMethod !== undefined)
    return scopeOf(db, workspaceId, 'METHOD', filter, methodKey(httpMethod, resource ?? ''));
  if (apiId !== undefined) return scopeOf(db, workspaceId, 'STAGE', filter, '');
  return Prisma.sql`"workspaceId" = ${workspaceId} AND "level" = 'WORKSPACE'
    AND "apiId" = '' AND "stageName" = '' AND "variant" = '' AND "member" = ''`;
}

/**
 * The condition on one level's rows that a filter names. Of an API, or of a member, every column of the primary key before
 * the bucket is given a value, so that the index leads straight to a span of each series. All of a level's series (those
 * of a stage have no member) are found by their time instead: a thousand APIs would be a thousand look-ups.
 * NOT_FOUND when the filter names an API or a key that the workspace does not have.
 */
export async function scopeOf(
  db: Db,
  workspaceId: string,
  level: Exclude<RollupLevel, 'WORKSPACE'>,
  filter: Pick<TrafficFilter, 'apiId' | 'stageName' | 'variant' | 'keyId'>,
  member?: string,
): Promise<Prisma.Sql> {
  const { apiId, stageName, variant, keyId } = filter;
  if (apiId !== undefined) await findApi(db, workspaceId, apiId);
  if (keyId !== undefined) await findKey(db, workspaceId, keyId);
  const condition = Prisma.sql`"workspaceId" = ${workspaceId} AND "level" = ${level}`;
  if (apiId === undefined && !member) {
    const named = { stageName, variant };
    return Object.entries(named).reduce(
      (all, [column, value]) =>
        value === undefined ? all : Prisma.sql`${all} AND ${Prisma.raw(`"${column}"`)} = ${value}`,
      condition,
    );
  }
  const stages = await db.stage.findMany({
    where: { apiId, stageName, api: { workspaceId } },
    select: { apiId: true, stageName: true },
  });
  const unique = (of: (stage: { apiId: string; stageName: string }) => string) => [...new Set(stages.map(of))];
  const series = Prisma.sql`${condition}
    AND "apiId" = ANY(${unique((stage) => stage.apiId)})
    AND "stageName" = ANY(${unique((stage) => stage.stageName)})
    AND "variant" = ANY(${variant === undefined ? [...variants] : [variant]})`;
  return member === undefined ? series : Prisma.sql`${series} AND "member" = ${member}`;
}
