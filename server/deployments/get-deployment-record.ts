import { deploymentIdInput } from '#core/deployments/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { deployedDesign } from './deployed-design.ts';
import { findDeployment } from './find-deployment.ts';

/** How a method of a deployment is protected. */
export type MethodSnapshot = { authorizationType: string; apiKeyRequired: boolean };

/** A deployment, and by path and method what it serves. */
export const getDeploymentRecord = query({
  permission: 'apis.read',
  input: deploymentIdInput,
  async run({ db, actor }, { apiId, deploymentId }) {
    await findApi(db, actor.workspaceId, apiId);
    const { id, description, createdDate, designHash } = await findDeployment(db, apiId, deploymentId);
    const { resources, methods } = await deployedDesign(db, designHash);
    const paths = new Map(resources.map((resource) => [resource.id, resource.path]));
    const summary: Record<string, Record<string, MethodSnapshot>> = {};
    for (const { resourceId, httpMethod, authorizationType, apiKeyRequired } of methods) {
      (summary[paths.get(resourceId) ?? ''] ??= {})[httpMethod] = { authorizationType, apiKeyRequired };
    }
    return { id, description, createdDate, summary };
  },
});
