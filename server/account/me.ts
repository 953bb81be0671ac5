import { type Role, can, permissions } from '#core/permissions.ts';
import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';

/** Who is signed in, their workspaces, and what they may do in the current one. */
export const me = query({
  permission: 'signed-in',
  input: noInput,
  async run({ db, actor }) {
    const memberships = await db.membership.findMany({
      where: { userId: actor.userId },
      orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
      include: { workspace: true },
    });
    const member = 'workspaceId' in actor ? actor : null;
    const current = memberships.find(({ workspaceId }) => workspaceId === member?.workspaceId)?.workspace;
    return {
      user: { id: actor.userId, name: actor.name, email: actor.email },
      sessionId: actor.sessionId,
      workspaces: memberships.map(({ workspace, role }) => ({
        id: workspace.id,
        name: workspace.name,
        role: role as Role,
      })),
      current:
        current && member
          ? {
              id: current.id,
              name: current.name,
              role: member.role,
              apiKeyMode: current.apiKeyMode,
              accountId: current.accountId,
            }
          : null,
      permissions: permissions.filter((permission) => member !== null && can(member.role, permission)),
    };
  },
});
