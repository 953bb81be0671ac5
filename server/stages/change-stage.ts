import { Prisma } from '#prisma/generated/client.ts';
import type { Member } from '../actor.ts';
import type { MutationContext } from '../mutation.ts';
import { stageChanged } from './audited-stage.ts';
import { findStage } from './find-stage.ts';
import { recordStageEvent, type StageEventKind } from './record-event.ts';
import { pushStage, type StageRow } from './stage-state.ts';

type Change = {
  data: Prisma.StageUncheckedUpdateInput;
  event: { kind: StageEventKind; version: number; percentTraffic?: number };
};

/**
 * Finishes a change of a stage that `touchStage` began: writes it, sends it to the nodes and notes it in the stage's history.
 * Gives the result and the audit row's content of a stage verb.
 */
export async function changeStage(
  { tx, actor, push }: Pick<MutationContext<'stages.write'>, 'tx' | 'push'> & { actor: Member },
  before: StageRow,
  { data, event }: Change,
) {
  const { apiId, stageName } = before;
  await tx.stage.update({ where: { apiId_stageName: { apiId, stageName } }, data });
  const revisionSeq = await pushStage(tx, push, { apiId, stageName });
  await recordStageEvent(tx, actor.name, { apiId, stageName }, { ...event, revisionSeq });
  const after = await findStage(tx, actor.workspaceId, { apiId, stageName });
  return { result: { revision: after.revision, revisionSeq }, changed: stageChanged(before, after) };
}

/** The columns of a stage without a canary. */
export const noCanary = {
  canaryDeploymentId: null,
  canaryPercentTraffic: 0,
  canaryStageVariableOverrides: {},
  canaryUseStageCache: false,
  canaryStickiness: Prisma.DbNull,
} as const satisfies Prisma.StageUncheckedUpdateInput;
