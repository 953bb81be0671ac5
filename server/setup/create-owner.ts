import { SluiceError } from '#core/errors.ts';
import { setupInput } from '#core/workspaces/input.ts';
import { hashPassword } from '../auth/password.ts';
import { insertAccessKey } from '../access-keys/insert-access-key.ts';
import { env } from '../env.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { insertWorkspace } from '../workspaces/insert-workspace.ts';
import { isSetupNeeded } from './is-setup-needed.ts';

const alreadySetUp = () => new SluiceError('CONFLICT', 'This installation is set up already. Sign in instead.');

const invokeEverything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
});

/** Creates the first owner, with the access key that the environment names, and the first workspace. Works once in the life of an installation. */
export const createOwner = mutation({
  permission: 'public',
  input: setupInput,
  audit: { action: 'setup', target: 'workspace' },
  async prepare(_actor, { password }) {
    if (!(await isSetupNeeded())) throw alreadySetUp();
    return hashPassword(password);
  },
  async run({ tx, push, prepared: passwordHash }, { workspaceName, name, email }) {
    // Two visitors may send the form at once: the second waits here and then finds a user.
    await tx.$queryRaw`SELECT 1 FROM "Installation" WHERE "id" = 1 FOR UPDATE`;
    if (await tx.user.findFirst({ select: { id: true } })) throw alreadySetUp();
    const user = await tx.user.create({ data: { id: newId(), email, name, passwordHash } });
    const workspace = await insertWorkspace(tx, push, workspaceName, user.id);
    const { ownerAccessKey } = env();
    if (ownerAccessKey) {
      const facts = {
        workspaceId: workspace.id,
        name: 'First key',
        holder: { userId: user.id },
        role: 'owner',
        expiresAt: null,
      } as const;
      await insertAccessKey(tx, push, ownerAccessKey, { ...facts, policy: invokeEverything });
    }
    return {
      result: { workspaceId: workspace.id },
      changed: {
        id: workspace.id,
        name: workspaceName,
        workspaceId: workspace.id,
        after: { owner: email, ...(ownerAccessKey && { accessKeyId: ownerAccessKey.accessKeyId }) },
      },
    };
  },
});
