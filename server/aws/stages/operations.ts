import { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import { cacheClusterSizes } from '#core/stages/schema.ts';
import { createStage } from '../../stages/create-stage.ts';
import { deleteStage } from '../../stages/delete-stage.ts';
import { flushAuthorizersCache } from '../../stages/flush-authorizers-cache.ts';
import { flushCache } from '../../stages/flush-cache.ts';
import { getStageRecord } from '../../stages/get-stage-record.ts';
import { listStageRecords } from '../../stages/list-stage-records.ts';
import { updateStage } from '../../stages/update-stage.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { flag, number, patchOperations, text, textMap } from '../members.ts';
import { onNewest } from '../on-newest.ts';
import { type AwsCall, operation } from '../operation.ts';
import { withApi } from '../with-api.ts';
import { withApiPart } from '../with-api-part.ts';
import { renderStage } from './render-stage.ts';
import { patchStage } from './stage-patches.ts';

type StageId = { apiId: string; stageName: string };

function withStage<Result>(call: AwsCall, run: (id: StageId) => Promise<Result>): Promise<Result> {
  const stageName = call.path.stage_name ?? '';
  return withApiPart(call, 'Invalid stage identifier specified', (apiId) => run({ apiId, stageName }));
}

const unknownDeployment = badRequest('Deployment id does not exist');

export const stageOperations = {
  CreateStage: operation(
    {
      stageName: z.string(),
      deploymentId: z.string(),
      description: text,
      cacheClusterEnabled: flag,
      cacheClusterSize: z.enum(cacheClusterSizes).nullish(),
      variables: textMap,
      documentationVersion: text,
      canarySettings: z
        .strictObject({
          percentTraffic: number,
          deploymentId: text,
          stageVariableOverrides: textMap,
          useStageCache: flag,
        })
        .nullish(),
      tracingEnabled: flag,
      tags: textMap,
    },
    {
      exactness: { partial: 'tracingEnabled has no effect: nodes write no traces' },
      run: (call, body) =>
        withApiPart(call, unknownDeployment, async (apiId) => {
          const { stageName, deploymentId, canarySettings: canary } = body;
          await inAwsWords({ CONFLICT: 'Stage already exists' }, () =>
            createStage.execute(call.actor, {
              ...{ apiId, stageName, deploymentId },
              description: body.description || null,
              cacheClusterEnabled: body.cacheClusterEnabled ?? false,
              cacheClusterSize: body.cacheClusterSize ?? null,
              variables: body.variables ?? {},
              documentationVersion: body.documentationVersion || null,
              canary: canary && {
                deploymentId: canary.deploymentId ?? deploymentId,
                percentTraffic: canary.percentTraffic ?? 0,
                stageVariableOverrides: canary.stageVariableOverrides ?? {},
                useStageCache: canary.useStageCache ?? false,
              },
              tracingEnabled: body.tracingEnabled ?? false,
              tags: body.tags ?? {},
            }),
          );
          return renderStage(await getStageRecord.execute(call.actor, { apiId, stageName }));
        }),
    },
  ),

  GetStages: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const deploymentId = call.query.get('deploymentId') ?? undefined;
        const stages = await listStageRecords.execute(call.actor, { apiId, deploymentId });
        return { item: stages.map(renderStage) };
      }),
  }),

  GetStage: operation({
    run: (call) => withStage(call, async (id) => renderStage(await getStageRecord.execute(call.actor, id))),
  }),

  UpdateStage: operation(patchOperations, {
    exactness: { partial: 'tracingEnabled has no effect; execution logs need no role in the account' },
    run: (call, body) =>
      withStage(call, (id) =>
        onNewest(async () => {
          const before = await getStageRecord.execute(call.actor, id);
          const { tags: _, ...changed } = changedMembers(before, patchStage(before, body.patchOperations));
          const change = { ...id, ...changed, expectedRevision: before.revision };
          await updateStage.execute(call.actor, change).catch((thrown: unknown) => {
            const isMissing = thrown instanceof SluiceError && thrown.code === 'NOT_FOUND';
            throw isMissing ? unknownDeployment : thrown;
          });
          return renderStage(await getStageRecord.execute(call.actor, id));
        }),
      ),
  }),

  DeleteStage: operation({
    run: (call) =>
      withStage(call, async (id) => {
        await deleteStage.execute(call.actor, id);
      }),
  }),

  FlushStageCache: operation({
    run: (call) =>
      withStage(call, async (id) => {
        await flushCache.execute(call.actor, id);
      }),
  }),

  FlushStageAuthorizersCache: operation({
    run: (call) =>
      withStage(call, async (id) => {
        await flushAuthorizersCache.execute(call.actor, id);
      }),
  }),
};
