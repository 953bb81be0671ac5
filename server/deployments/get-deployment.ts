import { deploymentIdInput } from '#core/deployments/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { changesBetween, deployedSide } from './deployed-design.ts';
import { findDeployment } from './find-deployment.ts';

/** A deployment and what it changed against the one before it. */
export const getDeployment = query({
  permission: 'apis.read',
  input: deploymentIdInput,
  async run({ db, actor }, { apiId, deploymentId }) {
    await findApi(db, actor.workspaceId, apiId);
    const { id, number, description, createdDate, createdByName, routeCount, snapshotHash, designHash } =
      await findDeployment(db, apiId, deploymentId);
    const previous = await db.deployment.findFirst({
      where: { apiId, number: { lt: number } },
      orderBy: { number: 'desc' },
      select: { number: true, designHash: true },
    });
    const stages = await db.stage.findMany({
      where: { apiId, OR: [{ deploymentId }, { canaryDeploymentId: deploymentId }] },
      select: { stageName: true, deploymentId: true, canaryPercentTraffic: true },
      orderBy: { stageName: 'asc' },
    });
    return {
      ...{ id, number, description, createdDate, createdByName, routeCount, snapshotHash },
      stages: stages.filter((stage) => stage.deploymentId === deploymentId).map((stage) => stage.stageName),
      canaries: stages
        .filter((stage) => stage.deploymentId !== deploymentId)
        .map((stage) => ({ stageName: stage.stageName, percentTraffic: stage.canaryPercentTraffic })),
      previousNumber: previous?.number ?? null,
      changes: previous
        ? await changesBetween(deployedSide(db, previous.designHash), deployedSide(db, designHash))
        : [],
    };
  },
});
