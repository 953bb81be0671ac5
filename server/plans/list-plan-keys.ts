import { toPage } from '#core/paging.ts';
import { planKeysInput } from '#core/plans/input.ts';
import { keyMatches } from '../keys/key-matches.ts';
import { query } from '../query.ts';
import { findPlan } from './find-plan.ts';

/** The keys of a plan by name. */
export const listPlanKeys = query({
  permission: 'plans.read',
  input: planKeysInput,
  async run({ db, actor }, { planId, search, cursor, limit }) {
    await findPlan(db, actor.workspaceId, planId);
    const where = { plans: { some: { usagePlanId: planId } }, ...(search && keyMatches(search)) };
    const items = await db.apiKey.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      select: {
        id: true,
        name: true,
        enabled: true,
        expiresAt: true,
        secrets: { orderBy: { createdAt: 'desc' }, select: { prefix: true } },
      },
    });
    return { ...toPage(items, limit, (key) => key.id), total: await db.apiKey.count({ where }) };
  },
});
