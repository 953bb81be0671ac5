import type { Breakdown } from '#core/telemetry/input.ts';
import type { RollupLevel } from '#core/telemetry/rollup.ts';
import type { Db } from '../db.ts';
import type { GroupColumn, GroupSum } from '../rollups/sum-groups.ts';
import { trafficFacts } from './traffic-facts.ts';

/** At which level a breakdown is read, and by what its rows differ. */
export const breakdownOf = {
  api: { level: 'STAGE', groupBy: ['apiId'], member: '' },
  stage: { level: 'STAGE', groupBy: ['apiId', 'stageName'], member: '' },
  variant: { level: 'STAGE', groupBy: ['apiId', 'stageName', 'variant'], member: '' },
  method: { level: 'METHOD', groupBy: ['apiId', 'member'], member: undefined },
  key: { level: 'KEY', groupBy: ['member'], member: undefined },
} as const satisfies Record<
  Breakdown,
  { level: RollupLevel; groupBy: readonly GroupColumn[]; member: string | undefined }
>;

/** Rows with the names of what they are about; null where a row is not about one, or it exists no more. */
export async function breakdownRows(db: Db, workspaceId: string, by: Breakdown, sums: readonly GroupSum[]) {
  const keyIds = by === 'key' ? sums.map((sum) => sum.member) : [];
  const [apis, keys] = await Promise.all([
    db.restApi.findMany({
      where: { workspaceId, id: { in: sums.map((sum) => sum.apiId) } },
      select: { id: true, name: true },
    }),
    db.apiKey.findMany({ where: { workspaceId, id: { in: keyIds } }, select: { id: true, name: true } }),
  ]);
  const apiNames = new Map(apis.map(({ id, name }) => [id, name]));
  const keyNames = new Map(keys.map(({ id, name }) => [id, name]));
  return sums.map(({ apiId, stageName, variant, member, counts }) => {
    // `GET /pets`; requests that matched no route have no member.
    const space = member.indexOf(' ');
    const isMethod = by === 'method' && space > 0;
    return {
      apiId: apiId || null,
      apiName: apiNames.get(apiId) ?? null,
      stageName: stageName || null,
      variant: variant || null,
      httpMethod: isMethod ? member.slice(0, space) : null,
      resource: isMethod ? member.slice(space + 1) : null,
      keyId: by === 'key' ? member : null,
      keyName: keyNames.get(member) ?? null,
      ...trafficFacts(counts),
    };
  });
}
