import { updateWorkspaceInput } from '#core/workspaces/input.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from './lock-workspace.ts';
import { pushWorkspace } from './workspace-state.ts';

/** Renames the workspace, sets how its keys are kept, or where nodes find AWS services for it. Show-once keys take effect for the keys that exist, too. */
export const updateWorkspace = mutation({
  permission: 'workspace.write',
  input: updateWorkspaceInput,
  audit: { action: 'update', target: 'workspace' },
  async run({ tx, actor, push }, { name, apiKeyMode, endpoints }) {
    const id = actor.workspaceId;
    await lockWorkspace(tx, id);
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    const after = await tx.workspace.update({ where: { id }, data: { name, apiKeyMode, endpoints } });
    if (endpoints) await pushWorkspace(tx, push, id);
    if (after.apiKeyMode === 'SHOW_ONCE' && before.apiKeyMode !== 'SHOW_ONCE') {
      await tx.apiKeySecret.updateMany({ where: { workspaceId: id }, data: { encryptedValue: null } });
    }
    return {
      result: { id, name: after.name, apiKeyMode: after.apiKeyMode },
      changed: {
        id,
        name: after.name,
        before: facts(before),
        after: facts(after),
      },
    };
  },
});

function facts({ name, apiKeyMode, endpoints }: { name: string; apiKeyMode: string; endpoints: Prisma.JsonValue }) {
  return { name, apiKeyMode, endpoints: endpoints ?? {} };
}
