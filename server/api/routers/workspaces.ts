import { createWorkspace } from '../../workspaces/create-workspace.ts';
import { deleteWorkspace } from '../../workspaces/delete-workspace.ts';
import { updateWorkspace } from '../../workspaces/update-workspace.ts';
import { setAllowedAddresses } from '../../workspaces/set-allowed-addresses.ts';
import { workspaceSettings } from '../../workspaces/workspace-settings.ts';
import { expose, router } from '../trpc.ts';

export const workspacesRouter = router({
  create: expose(createWorkspace),
  update: expose(updateWorkspace),
  delete: expose(deleteWorkspace),
  settings: expose(workspaceSettings),
  setAllowedAddresses: expose(setAllowedAddresses),
});
