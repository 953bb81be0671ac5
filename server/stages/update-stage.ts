import { notFound } from '#core/errors.ts';
import { updateStageInput } from '#core/stages/input.ts';
import { underKnownKeys } from '#core/stages/method-setting-key.ts';
import { cacheClusterSizes } from '#core/stages/schema.ts';
import type { Tx } from '../db.ts';
import { findDeployment } from '../deployments/find-deployment.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { staleEdit } from '../stale-edit.ts';
import { assertReferences } from './assert-references.ts';
import { canaryColumns } from './canary-columns.ts';
import { changeStage } from './change-stage.ts';
import { touchStage } from './find-stage.ts';
import { stageRecord } from './stage-record.ts';
import type { StageRow } from './stage-state.ts';
import { updateEvent } from './update-event.ts';

/** Changes what is set of a stage, its pointers among it, all at once. It applies without a deployment. */
export const updateStage = mutation({
  permission: 'stages.write',
  input: updateStageInput,
  audit: { action: 'update', target: 'stage' },
  async run(context, { apiId, stageName, expectedRevision, ...change }) {
    const { tx, actor } = context;
    const { groupIds, accessLogSettings, methodSettings, canary, ...settings } = change;
    const stage = await touchStage(tx, actor.workspaceId, { apiId, stageName });
    const revision = stage.revision - 1;
    if (revision !== expectedRevision) {
      throw await staleEdit(tx, {
        apiId,
        targetType: 'stage',
        targetId: `${apiId}/${stageName}`,
        name: stageName,
        revision,
      });
    }
    if (groupIds) await setGroups(tx, actor.workspaceId, { apiId, stageName }, groupIds);
    await assertReferences(tx, { workspaceId: actor.workspaceId, apiId }, settings);
    const before = stageRecord(stage);
    const kept = canary === undefined ? before.canary : canary;
    const event = updateEvent(stage, {
      deployment: settings.deploymentId ? await findDeployment(tx, apiId, settings.deploymentId) : stage.deployment,
      canary: kept,
      canaryDeployment: kept && (await findDeployment(tx, apiId, kept.deploymentId)),
    });
    return changeStage(context, stage, {
      data: {
        ...settings,
        ...(settings.cacheClusterEnabled && { cacheClusterSize: settings.cacheClusterSize ?? cacheSizeOf(stage) }),
        ...(methodSettings && { methodSettings: underKnownKeys(methodSettings, Object.keys(before.methodSettings)) }),
        ...(canary !== undefined && canaryColumns(canary)),
        ...jsonColumn('accessLogSettings', accessLogSettings),
      },
      event,
    });
  },
});

/** A cache that is switched on keeps the size it had, or begins with the smallest. */
function cacheSizeOf(stage: StageRow): string {
  return stage.cacheClusterSize ?? cacheClusterSizes[0];
}

async function setGroups(tx: Tx, workspaceId: string, id: { apiId: string; stageName: string }, groupIds: string[]) {
  const known = await tx.gatewayGroup.findMany({
    where: { id: { in: groupIds }, OR: [{ workspaceId: null }, { workspaceId }] },
    select: { id: true },
  });
  const unknown = groupIds.find((groupId) => !known.some((group) => group.id === groupId));
  if (unknown !== undefined) throw notFound('Gateway group', unknown);
  await tx.stageGroup.deleteMany({ where: id });
  await tx.stageGroup.createMany({ data: known.map((group) => ({ ...id, groupId: group.id })) });
}
