import { listKeysInput } from '#core/keys/input.ts';
import { toPage } from '#core/paging.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { query } from '../query.ts';
import { keyMatches } from './key-matches.ts';

/** The workspace's API keys by name, found by name, id, visible prefix or whole value. */
export const listKeys = query({
  permission: 'keys.read',
  input: listKeysInput,
  async run({ db, actor }, { search, cursor, limit, planId, enabled }) {
    const where: Prisma.ApiKeyWhereInput = {
      workspaceId: actor.workspaceId,
      enabled,
      ...(planId && { plans: { some: { usagePlanId: planId } } }),
      ...(search && keyMatches(search)),
    };
    const rows = await db.apiKey.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      select: {
        id: true,
        name: true,
        description: true,
        enabled: true,
        expiresAt: true,
        createdDate: true,
        lastUpdatedDate: true,
        secrets: {
          orderBy: { createdAt: 'desc' },
          select: { id: true, prefix: true, createdAt: true, expiresAt: true },
        },
        plans: { select: { usagePlan: { select: { id: true, name: true } } } },
      },
    });
    const items = rows.map(({ plans, ...key }) => ({ ...key, plans: plans.map((plan) => plan.usagePlan) }));
    return { ...toPage(items, limit, (key) => key.id), total: await db.apiKey.count({ where }) };
  },
});
