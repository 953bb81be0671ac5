import { listUsagePlansInput } from '#core/plans/input.ts';
import type { ThrottleSettings } from '#core/plans/schema.ts';
import { query } from '../query.ts';
import { planSettings } from './plan-settings.ts';

/** The workspace's usage plans with the stages they open, by id: at most `limit` of them, after one of them. */
export const listUsagePlans = query({
  permission: 'plans.read',
  input: listUsagePlansInput,
  async run({ db, actor }, { limit, after, planId, keyId }) {
    const rows = await db.usagePlan.findMany({
      where: {
        workspaceId: actor.workspaceId,
        id: { equals: planId, ...(after !== null && { gt: after }) },
        ...(keyId !== undefined && { keys: { some: { apiKeyId: keyId } } }),
      },
      orderBy: { id: 'asc' },
      take: limit,
      include: { stages: { orderBy: [{ apiId: 'asc' }, { stageName: 'asc' }] } },
    });
    return rows.map((plan) => ({
      id: plan.id,
      name: plan.name,
      description: plan.description,
      productCode: plan.productCode,
      ...planSettings(plan),
      stages: plan.stages.map(({ apiId, stageName, throttle }) => ({
        apiId,
        stageName,
        throttle: throttle as Record<string, ThrottleSettings>,
      })),
      tags: plan.tags as Record<string, string>,
    }));
  },
});
