import { notFound } from '#core/errors.ts';
import type { ThrottleSettings } from '#core/plans/schema.ts';
import type { Tx } from '../db.ts';
import { findPlan } from './find-plan.ts';

/** A stage that a plan opens, with the plan; NOT_FOUND when the workspace has no such plan or the plan no such stage. */
export async function findPlanStage(tx: Tx, workspaceId: string, planId: string, apiId: string, stageName: string) {
  const plan = await findPlan(tx, workspaceId, planId);
  const where = { usagePlanId_apiId_stageName: { usagePlanId: planId, apiId, stageName } };
  const stage = await tx.usagePlanStage.findUnique({ where });
  if (!stage) throw notFound('Stage', `${stageName} of API ${apiId} in usage plan ${planId}`);
  return { plan, where, throttle: stage.throttle as Record<string, ThrottleSettings> };
}
