import { listMembersInput } from '#core/members/input.ts';
import { toPage } from '#core/paging.ts';
import type { Role } from '#core/permissions.ts';
import { query } from '../query.ts';

/** The workspace's members, the longest-standing first. */
export const listMembers = query({
  permission: 'members.read',
  input: listMembersInput,
  async run({ db, actor }, { search, cursor, limit }) {
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where = {
      workspaceId: actor.workspaceId,
      ...(search && { user: { OR: [{ name: contains }, { email: contains }] } }),
    };
    const rows = await db.membership.findMany({
      where,
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { workspaceId_userId: { workspaceId: actor.workspaceId, userId: cursor } }, skip: 1 }),
      include: { user: { include: { sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1 } } } },
    });
    const members = rows.map(({ user, role, createdAt }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role: role as Role,
      joinedAt: createdAt,
      lastSeenAt: user.sessions[0]?.lastSeenAt ?? null,
      you: user.id === actor.userId,
    }));
    return { ...toPage(members, limit, (member) => member.userId), total: await db.membership.count({ where }) };
  },
});
