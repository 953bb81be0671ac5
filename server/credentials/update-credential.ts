import { updateCredentialInput } from '#core/credentials/input.ts';
import { mutation } from '../mutation.ts';
import { encryptSecret } from '../signing-secret.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { pushCredential } from './credential-state.ts';
import { assertNameIsFree, auditedCredential, findCredential } from './find-credential.ts';

/** Changes credentials; a new secret is used by every node at once. */
export const updateCredential = mutation({
  permission: 'credentials.write',
  input: updateCredentialInput,
  audit: { action: 'update', target: 'credential' },
  async run({ tx, actor, push }, { credentialId: id, name, roleArns, secret }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    const before = await findCredential(tx, workspaceId, id);
    if (name !== undefined) await assertNameIsFree(tx, workspaceId, name, id);
    const pair = secret && {
      accessKeyId: secret.accessKeyId,
      secret: encryptSecret({ kind: 'credential', id }, secretOf(secret)),
    };
    const after = await tx.credential.update({ where: { id }, data: { name, roleArns, ...pair } });
    await pushCredential(tx, push, id);
    return {
      result: { credentialId: id },
      changed: {
        id,
        name: after.name,
        before: auditedCredential(before),
        after: { ...auditedCredential(after), secretChanged: secret !== undefined },
      },
    };
  },
});

function secretOf({ secretAccessKey, sessionToken }: { secretAccessKey: string; sessionToken: string | null }) {
  return { secretAccessKey, sessionToken };
}
