import { setAllowedAddressesInput } from '#core/workspaces/input.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from './lock-workspace.ts';
import { pushWorkspace } from './workspace-state.ts';

/** Names the private addresses that integrations of the workspace may reach. Applies at once. */
export const setAllowedAddresses = mutation({
  permission: 'workspace.network',
  input: setAllowedAddressesInput,
  audit: { action: 'set-allowed-addresses', target: 'workspace' },
  async run({ tx, actor, push }, { allowedAddresses }) {
    const id = actor.workspaceId;
    await lockWorkspace(tx, id);
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    await tx.workspace.update({ where: { id }, data: { allowedAddresses } });
    await pushWorkspace(tx, push, id);
    return {
      result: { allowedAddresses },
      changed: {
        id,
        name: before.name,
        before: { allowedAddresses: before.allowedAddresses },
        after: { allowedAddresses },
      },
    };
  },
});
