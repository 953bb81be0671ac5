import { toPage } from '#core/paging.ts';
import type { Role } from '#core/permissions.ts';
import { listServiceAccountsInput } from '#core/service-accounts/input.ts';
import { query } from '../query.ts';

/** The workspace's service accounts by name, and how many access keys each has. */
export const listServiceAccounts = query({
  permission: 'members.read',
  input: listServiceAccountsInput,
  async run({ db, actor }, { search, cursor, limit }) {
    const where = {
      workspaceId: actor.workspaceId,
      ...(search && { name: { contains: search, mode: 'insensitive' as const } }),
    };
    const rows = await db.serviceAccount.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      include: { _count: { select: { accessKeys: true } } },
    });
    const items = rows.map(({ id, name, role, createdAt, _count }) => ({
      serviceAccountId: id,
      name,
      role: role as Role,
      createdAt,
      accessKeyCount: _count.accessKeys,
    }));
    const total = await db.serviceAccount.count({ where });
    return { ...toPage(items, limit, (account) => account.serviceAccountId), total };
  },
});
