import { toPage } from '#core/paging.ts';
import { listPlansInput } from '#core/plans/input.ts';
import { query } from '../query.ts';
import { planSettings } from './plan-settings.ts';

/** The workspace's usage plans by name. */
export const listPlans = query({
  permission: 'plans.read',
  input: listPlansInput,
  async run({ db, actor }, { search, cursor, limit }) {
    const where = {
      workspaceId: actor.workspaceId,
      ...(search && { OR: [{ name: { contains: search, mode: 'insensitive' as const } }, { id: search }] }),
    };
    const rows = await db.usagePlan.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      include: { _count: { select: { keys: true, stages: true } } },
    });
    const items = rows.map((plan) => ({
      id: plan.id,
      name: plan.name,
      description: plan.description,
      ...planSettings(plan),
      keyCount: plan._count.keys,
      stageCount: plan._count.stages,
      createdAt: plan.createdAt,
    }));
    return { ...toPage(items, limit, (plan) => plan.id), total: await db.usagePlan.count({ where }) };
  },
});
