import { noInput, type ApiKeyMode } from '#core/workspaces/input.ts';
import { workspaceStateSchema } from '#core/workspaces/state.ts';
import { query } from '../query.ts';

/** What is set for the whole workspace. */
export const workspaceSettings = query({
  permission: 'workspace.read',
  input: noInput,
  async run({ db, actor }) {
    const { workspaceId } = actor;
    const row = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const { accountId, allowedAddresses, endpoints } = workspaceStateSchema.parse({ ...row, workspaceId });
    return { name: row.name, apiKeyMode: row.apiKeyMode as ApiKeyMode, accountId, allowedAddresses, endpoints };
  },
});
