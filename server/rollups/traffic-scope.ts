import { methodKey } from '#core/methods/schema.ts';
import type { TrafficFilter } from '#core/telemetry/input.ts';
import type { RollupLevel } from '#core/telemetry/rollup.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { findApi } from '../apis/find-api.ts';
import type { Db } from '../db.ts';
import { findKey } from '../keys/find-key.ts';

/** The rows of Rollup that a filter means, at the level that answers it with the fewest rows. */
export type TrafficScope = { level: RollupLevel; condition: Prisma.Sql };

/** NOT_FOUND when the filter names an API or a key that the workspace does not have. */
export async function trafficScope(db: Db, workspaceId: string, filter: TrafficFilter): Promise<TrafficScope> {
  const { apiId, stageName, variant, httpMethod, resource, keyId } = filter;
  if (apiId !== undefined) await findApi(db, workspaceId, apiId);
  if (keyId !== undefined) await findKey(db, workspaceId, keyId);
  const level =
    keyId !== undefined ? 'KEY' : httpMethod !== undefined ? 'METHOD' : apiId !== undefined ? 'STAGE' : 'WORKSPACE';
  const conditions = [scopeCondition(workspaceId, level, { apiId, stageName, variant })];
  if (level === 'METHOD') conditions.push(Prisma.sql`"member" = ${methodKey(httpMethod ?? '', resource ?? '')}`);
  if (level === 'KEY') conditions.push(Prisma.sql`"member" = ${keyId}`);
  // Without the API the index on the member is out of reach: the key's plans say where it can have been used.
  if (level === 'KEY' && apiId === undefined) {
    const stages = await db.usagePlanStage.findMany({
      where: { usagePlan: { keys: { some: { apiKeyId: keyId } } } },
      select: { apiId: true },
    });
    conditions.push(Prisma.sql`"apiId" = ANY(${[...new Set(stages.map((stage) => stage.apiId))]})`);
  }
  return { level, condition: Prisma.join(conditions, ' AND ') };
}

/** The condition on workspace, level, API, stage and side. */
export function scopeCondition(
  workspaceId: string,
  level: RollupLevel,
  { apiId, stageName, variant }: Pick<TrafficFilter, 'apiId' | 'stageName' | 'variant'>,
): Prisma.Sql {
  const conditions = [Prisma.sql`"workspaceId" = ${workspaceId} AND "level" = ${level}`];
  if (apiId !== undefined) conditions.push(Prisma.sql`"apiId" = ${apiId}`);
  if (stageName !== undefined) conditions.push(Prisma.sql`"stageName" = ${stageName}`);
  if (variant !== undefined) conditions.push(Prisma.sql`"variant" = ${variant}`);
  return Prisma.join(conditions, ' AND ');
}
