import { SluiceError } from '#core/errors.ts';
import { deleteWorkspaceInput } from '#core/workspaces/input.ts';
import { runsSharedGroups } from '../gateways/find-group.ts';
import { mutation } from '../mutation.ts';
import { removeWorkspaceRevisions } from '../push/remove-workspace-revisions.ts';
import { lockWorkspace } from './lock-workspace.ts';

/** Deletes the workspace with all it holds, and takes its stages out of service at once. Its audit log stays. */
export const deleteWorkspace = mutation({
  permission: 'workspace.delete',
  input: deleteWorkspaceInput,
  audit: { action: 'delete', target: 'workspace' },
  async run({ tx, actor }, { confirmName }) {
    const { workspaceId: id } = actor;
    await lockWorkspace(tx, id);
    const { name } = await tx.workspace.findUniqueOrThrow({ where: { id } });
    if (confirmName !== name) {
      const message = 'Type the name of the workspace to delete it.';
      throw new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: '/confirmName' }] });
    }
    if (await runsSharedGroups(tx, id)) {
      throw new SluiceError('PRECONDITION_FAILED', 'The installation’s first workspace runs its gateways and stays.');
    }
    // Stages point to deployments without a cascade: they go first.
    await tx.stage.deleteMany({ where: { api: { workspaceId: id } } });
    await tx.gatewayGroup.deleteMany({ where: { workspaceId: id } });
    await tx.rollup.deleteMany({ where: { workspaceId: id } });
    await tx.requestSample.deleteMany({ where: { workspaceId: id } });
    await tx.usage.deleteMany({ where: { workspaceId: id } });
    await tx.testCall.deleteMany({ where: { workspaceId: id } });
    await tx.workspace.delete({ where: { id } });
    await removeWorkspaceRevisions(tx, id);
    return { result: { id }, changed: { id, name, before: { name } } };
  },
});
