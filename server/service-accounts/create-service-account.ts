import { SluiceError } from '#core/errors.ts';
import { createServiceAccountInput } from '#core/service-accounts/input.ts';
import { assertGrantable } from '../members/find-manageable-member.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';

const accountsPerWorkspace = 500;

/** Makes a service account: automation that holds access keys and stays when people leave. */
export const createServiceAccount = mutation({
  permission: 'accessKeys.manage',
  input: createServiceAccountInput,
  audit: { action: 'create', target: 'service-account' },
  async run({ tx, actor }, { name, role }) {
    const { workspaceId } = actor;
    assertGrantable(actor, role);
    await lockWorkspace(tx, workspaceId);
    if (await tx.serviceAccount.findFirst({ where: { workspaceId, name } }))
      throw new SluiceError('CONFLICT', `There is a service account ${name} already.`);
    if ((await tx.serviceAccount.count({ where: { workspaceId } })) >= accountsPerWorkspace)
      throw new SluiceError('LIMIT_EXCEEDED', `There are ${accountsPerWorkspace} service accounts already.`);
    const { id } = await tx.serviceAccount.create({ data: { id: newId(), workspaceId, name, role } });
    return { result: { serviceAccountId: id }, changed: { id, name, after: { name, role } } };
  },
});
