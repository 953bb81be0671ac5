import { listApiKeysInput } from '#core/keys/input.ts';
import { query } from '../query.ts';

/** The workspace's API keys with all their facts but their values, by id: at most `limit` of them, after one of them. */
export const listApiKeys = query({
  permission: 'keys.read',
  input: listApiKeysInput,
  async run({ db, actor }, { limit, after, keyId, nameStart, customerId, planId }) {
    const rows = await db.apiKey.findMany({
      where: {
        workspaceId: actor.workspaceId,
        id: { equals: keyId, ...(after !== null && { gt: after }) },
        ...(nameStart !== undefined && { name: { startsWith: nameStart } }),
        customerId,
        ...(planId !== undefined && { plans: { some: { usagePlanId: planId } } }),
      },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(({ tags, ...key }) => ({ ...key, tags: tags as Record<string, string> }));
  },
});
