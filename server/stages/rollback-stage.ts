import { SluiceError } from '#core/errors.ts';
import { rollbackStageInput } from '#core/stages/input.ts';
import { findDeployment } from '../deployments/find-deployment.ts';
import { mutation } from '../mutation.ts';
import { changeStage, noCanary } from './change-stage.ts';
import { touchStage } from './find-stage.ts';

/** Sends all requests of a stage to another deployment that exists; a canary ends with it. */
export const rollbackStage = mutation({
  permission: 'stages.write',
  input: rollbackStageInput,
  audit: { action: 'rollback', target: 'stage' },
  async run(context, { apiId, stageName, deploymentId }) {
    const stage = await touchStage(context.tx, context.actor.workspaceId, { apiId, stageName });
    const deployment = await findDeployment(context.tx, apiId, deploymentId);
    if (stage.deploymentId === deploymentId && !stage.canaryDeployment) {
      throw new SluiceError('PRECONDITION_FAILED', `${stageName} runs version ${deployment.number} already.`);
    }
    return changeStage(context, stage, {
      data: { ...noCanary, deploymentId },
      event: { kind: 'rollback', version: deployment.number },
    });
  },
});
