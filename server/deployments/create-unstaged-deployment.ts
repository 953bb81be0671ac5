import { createUnstagedDeploymentInput } from '#core/deployments/input.ts';
import { mutation } from '../mutation.ts';
import { insertDeployment, prepareBundle } from './insert-deployment.ts';

/** Makes the draft an immutable, numbered deployment that no stage runs yet. */
export const createUnstagedDeployment = mutation({
  permission: 'deployments.create',
  input: createUnstagedDeploymentInput,
  audit: { action: 'create', target: 'deployment' },
  prepare: (actor, { apiId }) => prepareBundle(actor, apiId),
  async run({ tx, actor, prepared }, { apiId, description = null }) {
    const { api, deployment } = await insertDeployment(tx, actor, { apiId, description, prepared });
    const { id, number } = deployment;
    return {
      result: { deploymentId: id, number },
      changed: { id, name: `${api.name} version ${number}`, apiId, after: { number, description } },
    };
  },
});
