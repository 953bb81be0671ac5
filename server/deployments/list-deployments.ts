import { listDeploymentsInput } from '#core/deployments/input.ts';
import { toPage } from '#core/paging.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';

/** An API's deployments, newest first, each with the stages that run it. */
export const listDeployments = query({
  permission: 'apis.read',
  input: listDeploymentsInput,
  async run({ db, actor }, { apiId, cursor, limit }) {
    await findApi(db, actor.workspaceId, apiId);
    const before = cursor ? Number(cursor) : null;
    const rows = await db.deployment.findMany({
      where: { apiId, ...(before !== null && Number.isSafeInteger(before) && { number: { lt: before } }) },
      orderBy: { number: 'desc' },
      take: limit + 1,
      select: {
        id: true,
        number: true,
        description: true,
        createdDate: true,
        createdByName: true,
        routeCount: true,
        stages: { select: { stageName: true }, orderBy: { stageName: 'asc' } },
        canaryStages: { select: { stageName: true, canaryPercentTraffic: true }, orderBy: { stageName: 'asc' } },
      },
    });
    const items = rows.map(({ stages, canaryStages, ...deployment }) => ({
      ...deployment,
      stages: stages.map((stage) => stage.stageName),
      canaries: canaryStages.map((stage) => ({
        stageName: stage.stageName,
        percentTraffic: stage.canaryPercentTraffic,
      })),
    }));
    return {
      ...toPage(items, limit, (deployment) => String(deployment.number)),
      total: await db.deployment.count({ where: { apiId } }),
    };
  },
});
