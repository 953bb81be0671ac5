import { deploymentIdInput } from '#core/deployments/input.ts';
import { SluiceError } from '#core/errors.ts';
import { findApi } from '../apis/find-api.ts';
import { mutation } from '../mutation.ts';
import { findDeployment } from './find-deployment.ts';

/** Deletes a deployment that no stage runs. */
export const deleteDeployment = mutation({
  permission: 'stages.delete',
  input: deploymentIdInput,
  audit: { action: 'delete', target: 'deployment' },
  async run({ tx, actor }, { apiId, deploymentId }) {
    const api = await findApi(tx, actor.workspaceId, apiId);
    const deployment = await findDeployment(tx, apiId, deploymentId);
    const stages = await tx.stage.findMany({
      where: { apiId, OR: [{ deploymentId }, { canaryDeploymentId: deploymentId }] },
      select: { stageName: true },
      orderBy: { stageName: 'asc' },
    });
    if (stages.length > 0) {
      const names = stages.map((stage) => stage.stageName).join(', ');
      throw new SluiceError(
        'PRECONDITION_FAILED',
        `Version ${deployment.number} is in use by ${names}. Point them at another version first.`,
      );
    }
    await tx.deployment.delete({ where: { id: deploymentId } });
    return {
      result: null,
      changed: {
        id: deploymentId,
        name: `${api.name} version ${deployment.number}`,
        apiId,
        before: { number: deployment.number },
      },
    };
  },
});
