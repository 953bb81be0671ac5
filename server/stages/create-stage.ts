import { SluiceError } from '#core/errors.ts';
import { createStageInput } from '#core/stages/input.ts';
import { cacheClusterSizes } from '#core/stages/schema.ts';
import { findApi } from '../apis/find-api.ts';
import { findDeployment } from '../deployments/find-deployment.ts';
import { mutation } from '../mutation.ts';
import { assertReferences } from './assert-references.ts';
import { auditedStage } from './audited-stage.ts';
import { canaryColumns } from './canary-columns.ts';
import { recordStageEvent } from './record-event.ts';
import { pushStage, stageInclude } from './stage-state.ts';

/** Names of stages per API: each is an address that nodes keep ready. */
const stagesPerApi = 100;

/** A new stage that serves a deployment there is. */
export const createStage = mutation({
  permission: 'stages.write',
  input: createStageInput,
  audit: { action: 'create', target: 'stage' },
  async run({ tx, actor, push }, { apiId, stageName, canary, ...settings }) {
    const { workspaceId } = actor;
    const api = await findApi(tx, workspaceId, apiId);
    const deployment = await findDeployment(tx, apiId, settings.deploymentId);
    if (canary) await findDeployment(tx, apiId, canary.deploymentId);
    await assertReferences(tx, { workspaceId, apiId }, settings);
    const names = (await tx.stage.findMany({ where: { apiId }, select: { stageName: true } })).map(
      (stage) => stage.stageName,
    );
    if (names.includes(stageName)) throw new SluiceError('CONFLICT', `The stage ${stageName} exists already.`);
    if (names.length >= stagesPerApi)
      throw new SluiceError('LIMIT_EXCEEDED', `An API has at most ${stagesPerApi} stages.`);
    const row = await tx.stage.create({
      data: {
        ...{ apiId, stageName },
        ...settings,
        ...canaryColumns(canary),
        ...(settings.cacheClusterEnabled && { cacheClusterSize: settings.cacheClusterSize ?? cacheClusterSizes[0] }),
      },
      include: stageInclude,
    });
    const revisionSeq = await pushStage(tx, push, { apiId, stageName });
    await recordStageEvent(
      tx,
      actor.name,
      { apiId, stageName },
      { kind: 'deploy', version: deployment.number, revisionSeq },
    );
    return {
      result: { stageName, revisionSeq },
      changed: {
        id: `${apiId}/${stageName}`,
        name: `${api.name} ${stageName}`,
        apiId,
        after: auditedStage(row),
      },
    };
  },
});
