import { SluiceError } from '#core/errors.ts';
import { createGroupInput } from '#core/nodes/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';

/** Creates a group of the workspace's own: its nodes are told of this workspace only. */
export const createGroup = mutation({
  permission: 'gateways.write',
  input: createGroupInput,
  audit: { action: 'create', target: 'gateway-group' },
  async run({ tx, actor }, { name }) {
    const { workspaceId } = actor;
    await lockWorkspace(tx, workspaceId);
    if (await tx.gatewayGroup.findFirst({ where: { workspaceId, name } })) {
      const message = `This workspace has a group named ${name}.`;
      throw new SluiceError('CONFLICT', message, { issues: [{ message, pointer: '/name' }] });
    }
    const { id } = await tx.gatewayGroup.create({ data: { id: newId(), workspaceId, name } });
    return { result: { id }, changed: { id, name, after: { name } } };
  },
});
