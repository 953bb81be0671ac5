import { updateDeploymentInput } from '#core/deployments/input.ts';
import { findApi } from '../apis/find-api.ts';
import { mutation } from '../mutation.ts';
import { findDeployment } from './find-deployment.ts';

/** Changes what is said of a deployment; what it serves never changes. */
export const updateDeployment = mutation({
  permission: 'deployments.create',
  input: updateDeploymentInput,
  audit: { action: 'update', target: 'deployment' },
  async run({ tx, actor }, { apiId, deploymentId, description }) {
    const api = await findApi(tx, actor.workspaceId, apiId);
    const before = await findDeployment(tx, apiId, deploymentId);
    const after = await tx.deployment.update({ where: { id: deploymentId }, data: { description } });
    return {
      result: null,
      changed: {
        id: deploymentId,
        name: `${api.name} version ${after.number}`,
        apiId,
        before: { description: before.description },
        after: { description: after.description },
      },
    };
  },
});
