import type { z } from 'zod';
import { createDeploymentInput } from '#core/deployments/input.ts';
import { SluiceError } from '#core/errors.ts';
import type { canaryInput, deployedStageInput } from '#core/stages/input.ts';
import { cacheClusterSizes } from '#core/stages/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../db.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { recordStageEvent } from '../stages/record-event.ts';
import { pushStage } from '../stages/stage-state.ts';
import { insertDeployment, prepareBundle } from './insert-deployment.ts';

/**
 * Makes the draft an immutable, numbered deployment and points the stage, or its canary, at it. Everything happens in one
 * transaction: the blobs, the deployment, the pointer, the event, the revision for the nodes and the audit row are all
 * there or none is.
 */
export const createDeployment = mutation({
  permission: 'deployments.create',
  input: createDeploymentInput,
  audit: { action: 'deploy', target: 'stage' },
  prepare: (actor, { apiId }) => prepareBundle(actor, apiId),
  async run({ tx, actor, push, prepared }, { apiId, stageName, description = null, canary, stage = {} }) {
    const { api, deployment } = await insertDeployment(tx, actor, { apiId, description, prepared });
    const before = await pointStage(tx, { apiId, stageName }, deployment.id, canary, stage);
    const revisionSeq = await pushStage(tx, push, { apiId, stageName });
    await recordStageEvent(
      tx,
      actor.name,
      { apiId, stageName },
      {
        kind: canary ? 'canary-deploy' : 'deploy',
        version: deployment.number,
        ...(canary && { percentTraffic: canary.percentTraffic }),
        revisionSeq,
      },
    );
    return {
      result: { deploymentId: deployment.id, number: deployment.number, revisionSeq },
      changed: {
        id: `${apiId}/${stageName}`,
        name: `${api.name} ${stageName}`,
        apiId,
        before,
        after: { version: deployment.number, description: deployment.description, canary: canary ?? null, ...stage },
      },
    };
  },
});

type Canary = z.output<typeof canaryInput> | undefined;
type Settings = z.output<typeof deployedStageInput>;

/** Points the stage, made when it is not there yet, at the deployment; gives what it pointed at, for the audit row. */
async function pointStage(
  tx: Tx,
  id: { apiId: string; stageName: string },
  deploymentId: string,
  canary: Canary,
  settings: Settings,
): Promise<Prisma.InputJsonObject> {
  const where = { apiId_stageName: id };
  const stage = await tx.stage.findUnique({ where, include: { deployment: true, canaryDeployment: true } });
  if (!stage && canary) {
    throw new SluiceError(
      'PRECONDITION_FAILED',
      `There is no stage ${id.stageName} yet: deploy to it once before it can have a canary.`,
    );
  }
  if (stage?.canaryDeployment && !canary) {
    throw new SluiceError(
      'PRECONDITION_FAILED',
      `${id.stageName} has a canary at ${stage.canaryPercentTraffic} %. Deploy to the canary, promote it, or remove it first.`,
    );
  }
  const columns = {
    ...settings,
    ...(settings.cacheClusterEnabled && {
      cacheClusterSize: settings.cacheClusterSize ?? stage?.cacheClusterSize ?? cacheClusterSizes[0],
    }),
  };
  if (canary) {
    const pointer = {
      canaryDeploymentId: deploymentId,
      canaryPercentTraffic: canary.percentTraffic,
      canaryStageVariableOverrides: canary.stageVariableOverrides,
      canaryUseStageCache: canary.useStageCache,
      ...jsonColumn('canaryStickiness', canary.stickiness),
    };
    await tx.stage.update({ where, data: { ...columns, ...pointer, ...stageTouched() } });
  } else if (stage) {
    await tx.stage.update({ where, data: { ...columns, deploymentId, ...stageTouched() } });
  } else {
    await tx.stage.create({ data: { ...id, ...columns, deploymentId } });
  }
  return {
    version: stage?.deployment.number ?? null,
    canaryVersion: stage?.canaryDeployment?.number ?? null,
  };
}

function stageTouched() {
  return { revision: { increment: 1 }, lastUpdatedDate: new Date() };
}
