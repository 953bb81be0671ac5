import { z } from 'zod';
import { query } from '../query.ts';
import { restApiOf } from './design-rows.ts';

/** The workspace's APIs with all their settings, by id: at most `limit` of them, after one of them. */
export const listRestApis = query({
  permission: 'apis.read',
  input: z.object({ limit: z.number().int().min(1).max(501), after: z.string().max(64).nullable() }),
  async run({ db, actor }, { limit, after }) {
    const rows = await db.restApi.findMany({
      where: { workspaceId: actor.workspaceId, ...(after !== null && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: limit,
      include: { resources: { where: { parentId: null }, select: { id: true } } },
    });
    return rows.map(({ resources, ...row }) => ({
      ...restApiOf(row),
      createdDate: row.createdDate,
      rootResourceId: resources[0]?.id ?? '',
    }));
  },
});
