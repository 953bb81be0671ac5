import { createWorkspaceInput } from '#core/workspaces/input.ts';
import { mutation } from '../mutation.ts';
import { insertWorkspace } from './insert-workspace.ts';

/** Creates a workspace of which the caller is the owner. */
export const createWorkspace = mutation({
  permission: 'signed-in',
  input: createWorkspaceInput,
  audit: { action: 'create', target: 'workspace' },
  async run({ tx, actor, push }, { name }) {
    const { id } = await insertWorkspace(tx, push, name, actor.userId);
    return { result: { id }, changed: { id, name, workspaceId: id, after: { name } } };
  },
});
