import type { Role } from '#core/permissions.ts';
import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';

/** The invitations that nobody has accepted yet, the latest first. */
export const listInvitations = query({
  permission: 'members.read',
  input: noInput,
  async run({ db, actor }) {
    const rows = await db.invitation.findMany({
      where: { workspaceId: actor.workspaceId, acceptedAt: null },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    const inviters = await db.user.findMany({
      where: { id: { in: rows.map((row) => row.invitedById) } },
      select: { id: true, name: true },
    });
    const nameOf = new Map(inviters.map(({ id, name }) => [id, name]));
    const items = rows.map(({ id, email, role, createdAt, expiresAt, invitedById }) => ({
      id,
      email,
      role: role as Role,
      createdAt,
      expiresAt,
      expired: expiresAt <= new Date(),
      invitedBy: nameOf.get(invitedById) ?? null,
    }));
    return { items };
  },
});
