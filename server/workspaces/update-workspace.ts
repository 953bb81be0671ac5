import { updateWorkspaceInput } from '#core/workspaces/input.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from './lock-workspace.ts';

/** Renames the workspace, or sets how its keys are kept. Show-once keys take effect for the keys that exist, too. */
export const updateWorkspace = mutation({
  permission: 'workspace.write',
  input: updateWorkspaceInput,
  audit: { action: 'update', target: 'workspace' },
  async run({ tx, actor }, { name, apiKeyMode }) {
    const id = actor.workspaceId;
    await lockWorkspace(tx, id);
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    const after = await tx.workspace.update({ where: { id }, data: { name, apiKeyMode } });
    if (after.apiKeyMode === 'SHOW_ONCE' && before.apiKeyMode !== 'SHOW_ONCE') {
      await tx.apiKeySecret.updateMany({ where: { workspaceId: id }, data: { encryptedValue: null } });
    }
    return {
      result: { id, name: after.name, apiKeyMode: after.apiKeyMode },
      changed: {
        id,
        name: after.name,
        before: { name: before.name, apiKeyMode: before.apiKeyMode },
        after: { name: after.name, apiKeyMode: after.apiKeyMode },
      },
    };
  },
});
