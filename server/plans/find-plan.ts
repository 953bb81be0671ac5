import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The plan's row, or NOT_FOUND when the workspace has none of this id. */
export async function findPlan(store: Db | Tx, workspaceId: string, planId: string) {
  const plan = await store.usagePlan.findFirst({ where: { id: planId, workspaceId } });
  if (!plan) throw notFound('Usage plan', planId);
  return plan;
}
