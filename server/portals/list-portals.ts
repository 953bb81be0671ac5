import { toPage } from '#core/paging.ts';
import { listPortalsInput } from '#core/portal/input.ts';
import { query } from '../query.ts';

/** The workspace's portals, found by title or address. */
export const listPortals = query({
  permission: 'portals.read',
  input: listPortalsInput,
  async run({ db, actor }, { search, cursor, limit }) {
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where = {
      workspaceId: actor.workspaceId,
      ...(search && { OR: [{ title: contains }, { slug: contains }] }),
    };
    const rows = await db.portal.findMany({
      where,
      orderBy: [{ title: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      include: { _count: { select: { apis: true } } },
    });
    const portals = rows.map(({ id, slug, title, published, createdAt, _count }) => ({
      id,
      slug,
      title,
      published,
      createdAt,
      apiCount: _count.apis,
    }));
    return { ...toPage(portals, limit, (portal) => portal.id), total: await db.portal.count({ where }) };
  },
});
