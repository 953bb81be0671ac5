import { listAuditInput } from '#core/audit/input.ts';
import { toPage } from '#core/paging.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { query } from '../query.ts';

/** Who changed what, the latest first. */
export const listAudit = query({
  permission: 'audit.read',
  input: listAuditInput,
  async run({ db, actor }, { search, cursor, limit, actorId, targetType, targetId, apiId, from, to }) {
    const contains = { contains: search ?? '', mode: 'insensitive' } as const;
    const where: Prisma.AuditEntryWhereInput = {
      workspaceId: actor.workspaceId,
      actorId,
      targetType,
      targetId,
      apiId,
      at: { gte: from, lt: to },
      ...(search && {
        OR: [{ actorName: contains }, { targetName: contains }, { action: contains }, { targetId: search }],
      }),
    };
    const rows = await db.auditEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor && { cursor: { id: cursor }, skip: 1 }),
      omit: { before: true, after: true, workspaceId: true },
    });
    return toPage(rows, limit, (entry) => entry.id);
  },
});
