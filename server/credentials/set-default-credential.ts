import { credentialIdInput } from '#core/credentials/input.ts';
import { mutation } from '../mutation.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { makeDefault } from './credential-state.ts';
import { findCredential } from './find-credential.ts';

/** Chooses the credentials that sign integrations which name no role. */
export const setDefaultCredential = mutation({
  permission: 'credentials.write',
  input: credentialIdInput,
  audit: { action: 'set-default', target: 'credential' },
  async run({ tx, actor, push }, { credentialId: id }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const { name } = await findCredential(tx, workspaceId, id);
    await makeDefault(tx, push, workspaceId, id);
    return { result: { credentialId: id }, changed: { id, name, after: { isDefault: true } } };
  },
});
