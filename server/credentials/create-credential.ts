import { createCredentialInput } from '#core/credentials/input.ts';
import { SluiceError } from '#core/errors.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { encryptSecret } from '../signing-secret.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { makeDefault, pushCredential } from './credential-state.ts';
import { assertNameIsFree, auditedCredential } from './find-credential.ts';

const credentialsPerWorkspace = 100;

/** Keeps AWS credentials with which nodes sign integrations. The first ones of a workspace are its default. */
export const createCredential = mutation({
  permission: 'credentials.write',
  input: createCredentialInput,
  audit: { action: 'create', target: 'credential' },
  async run({ tx, actor, push }, { name, accessKeyId, secretAccessKey, sessionToken, roleArns, isDefault }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    await assertNameIsFree(tx, workspaceId, name);
    const count = await tx.credential.count({ where: { workspaceId } });
    if (count >= credentialsPerWorkspace) {
      throw new SluiceError('LIMIT_EXCEEDED', `A workspace has at most ${credentialsPerWorkspace} credentials.`);
    }
    const id = newId();
    const secret = encryptSecret({ kind: 'credential', id }, { secretAccessKey, sessionToken });
    await tx.credential.create({ data: { id, workspaceId, name, roleArns, accessKeyId, secret } });
    const first = count === 0;
    if (first || isDefault) await makeDefault(tx, push, workspaceId, id);
    else await pushCredential(tx, push, id);
    const after = auditedCredential({ name, isDefault: first || isDefault, roleArns, accessKeyId });
    return { result: { credentialId: id }, changed: { id, name, after } };
  },
});
