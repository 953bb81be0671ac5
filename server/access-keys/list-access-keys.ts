import { listAccessKeysInput } from '#core/access-keys/input.ts';
import { toPage } from '#core/paging.ts';
import { can, type Role } from '#core/permissions.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { query } from '../query.ts';
import { accessKeyInclude, userArnOf } from './access-key-state.ts';

/** The access keys of the workspace by name, for those who manage them; everyone else sees their own. */
export const listAccessKeys = query({
  permission: 'accessKeys.read',
  input: listAccessKeysInput,
  async run({ db, actor }, { search, userId, serviceAccountId, cursor, limit }) {
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where: Prisma.AccessKeyWhereInput = {
      AND: [
        { workspaceId: actor.workspaceId, userId, serviceAccountId },
        can(actor.role, 'accessKeys.manage') ? {} : { userId: actor.userId },
        search
          ? {
              OR: [
                { name: contains },
                { id: search },
                { user: { name: contains } },
                { serviceAccount: { name: contains } },
              ],
            }
          : {},
      ],
    };
    const rows = await db.accessKey.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      include: accessKeyInclude,
    });
    const items = rows.map((key) => ({
      accessKeyId: key.id,
      name: key.name,
      holder: {
        kind: key.user ? ('member' as const) : ('service-account' as const),
        name: key.user?.name ?? key.serviceAccount?.name ?? '',
      },
      role: key.role as Role | null,
      policy: key.policy,
      userArn: userArnOf(key),
      enabled: key.enabled,
      createdAt: key.createdAt,
      expiresAt: key.expiresAt,
      lastUsedAt: key.lastUsedAt,
      yours: key.userId === actor.userId,
    }));
    return { ...toPage(items, limit, (key) => key.accessKeyId), total: await db.accessKey.count({ where }) };
  },
});
