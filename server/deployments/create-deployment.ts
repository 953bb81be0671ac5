import type { z } from 'zod';
import { createDeploymentInput } from '#core/deployments/input.ts';
import { notFound, SluiceError } from '#core/errors.ts';
import type { canaryInput } from '#core/stages/input.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type CompiledDraft, compiledDraft, compileDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { loadDesign } from '../apis/load-design.ts';
import { type Blob, blobOf, storeBlobs } from '../blobs/store-blob.ts';
import { db, type Tx } from '../db.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { recordStageEvent } from '../stages/record-event.ts';
import { pushStage } from '../stages/stage-state.ts';

type Bundle = { draftRevision: number; snapshot: Blob; design: Blob; routeCount: number };

/**
 * Makes the draft an immutable, numbered deployment and points the stage, or its canary, at it. Everything happens in one
 * transaction: the blobs, the deployment, the pointer, the event, the revision for the nodes and the audit row are all
 * there or none is.
 */
export const createDeployment = mutation({
  permission: 'deployments.create',
  input: createDeploymentInput,
  audit: { action: 'deploy', target: 'stage' },
  async prepare(actor, { apiId }): Promise<Bundle> {
    return bundle(await compiledDraft(db(), await findApi(db(), actor.workspaceId, apiId)));
  },
  async run({ tx, actor, push, prepared }, { apiId, stageName, description, canary }) {
    const [api] = await tx.restApi.updateManyAndReturn({
      where: { id: apiId, workspaceId: actor.workspaceId },
      data: { nextDeploymentNumber: { increment: 1 } },
    });
    if (!api) throw notFound('API', apiId);
    const isCurrent = prepared.draftRevision === api.draftRevision;
    const { snapshot, design, routeCount } = isCurrent
      ? prepared
      : await bundle(compileDraft(await loadDesign(tx, apiId)));
    await storeBlobs(tx, [snapshot, design]);
    const deployment = await tx.deployment.create({
      data: {
        id: newId(),
        apiId,
        number: api.nextDeploymentNumber - 1,
        description: description ?? null,
        createdById: actor.userId,
        createdByName: actor.name,
        snapshotHash: snapshot.hash,
        designHash: design.hash,
        routeCount,
      },
    });
    const before = await pointStage(tx, { apiId, stageName }, deployment.id, canary);
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
        after: { version: deployment.number, description: deployment.description, canary: canary ?? null },
      },
    };
  },
});

async function bundle(draft: CompiledDraft): Promise<Bundle> {
  const { draftRevision, design, snapshot, problems } = draft;
  if (!snapshot) {
    const errors = problems.filter((problem) => problem.level === 'error');
    const count = errors.length === 1 ? 'a problem' : `${errors.length} problems`;
    throw new SluiceError(
      'PRECONDITION_FAILED',
      `The draft has ${count} and cannot be deployed: ${errors[0]?.message}`,
      {
        issues: errors.slice(0, 100).map(({ message, pointer }) => ({ message, pointer })),
      },
    );
  }
  return {
    draftRevision,
    snapshot: await blobOf(canonicalJson(snapshot)),
    design: await blobOf(canonicalJson(design)),
    routeCount: snapshot.routes.length,
  };
}

type Canary = z.output<typeof canaryInput> | undefined;

/** Points the stage, made when it is not there yet, at the deployment; gives what it pointed at, for the audit row. */
async function pointStage(
  tx: Tx,
  id: { apiId: string; stageName: string },
  deploymentId: string,
  canary: Canary,
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
  if (canary) {
    const pointer = {
      canaryDeploymentId: deploymentId,
      canaryPercentTraffic: canary.percentTraffic,
      canaryStageVariableOverrides: canary.stageVariableOverrides,
      canaryUseStageCache: canary.useStageCache,
      ...jsonColumn('canaryStickiness', canary.stickiness),
    };
    await tx.stage.update({ where, data: { ...pointer, ...stageTouched() } });
  } else if (stage) {
    await tx.stage.update({ where, data: { deploymentId, ...stageTouched() } });
  } else {
    await tx.stage.create({ data: { ...id, deploymentId } });
  }
  return {
    version: stage?.deployment.number ?? null,
    canaryVersion: stage?.canaryDeployment?.number ?? null,
  };
}

function stageTouched() {
  return { revision: { increment: 1 }, lastUpdatedDate: new Date() };
}
