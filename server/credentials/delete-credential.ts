import { credentialIdInput } from '#core/credentials/input.ts';
import { mutation } from '../mutation.ts';
import { auditedCredential, findCredential } from './find-credential.ts';

/** Deletes credentials: nodes sign with them no longer, at once. */
export const deleteCredential = mutation({
  permission: 'credentials.write',
  input: credentialIdInput,
  audit: { action: 'delete', target: 'credential' },
  async run({ tx, actor, push }, { credentialId: id }) {
    const { workspaceId } = actor;
    const credential = await findCredential(tx, workspaceId, id);
    await tx.credential.delete({ where: { id } });
    await push({ kind: 'credential', id, workspaceId, groupIds: [], body: null });
    return {
      result: { credentialId: id },
      changed: { id, name: credential.name, before: auditedCredential(credential) },
    };
  },
});
